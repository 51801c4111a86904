"""Values that are made when they are first asked for, and kept."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class Lazy(Generic[T]):
    """A property that is computed once an object and kept in its ``__dict__``.

    That of functools takes a lock in Python 3.11, at every object: a hundredth of the time
    that a document costs. Two threads may both compute a value here.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self._name = make, make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> Self | T:
        """Compute and keep the value of an object; of the class give the property."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._make(owner)
        return value


class Once(Generic[T]):
    """A function without arguments that is called once; its value is kept."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None

    def __call__(self) -> T:
        """Give the value."""
        if self._made is None:
            self._made = self._make()
        return self._made
