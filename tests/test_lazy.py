"""Values that are made once, when they are asked for."""

from extractor.lazy import Lazy, Once


class Square:
    """A square whose area is counted."""

    def __init__(self, side: int) -> None:
        self.side = side
        self.made = 0

    @Lazy
    def area(self) -> int:
        """The area."""
        self.made += 1
        return self.side**2


def test_a_property_is_computed_once_for_each_object() -> None:
    small, large = Square(2), Square(3)
    assert small.made == 0
    assert [small.area, large.area, small.area, large.area] == [4, 9, 4, 9]
    assert (small.made, large.made) == (1, 1)


def test_it_lies_in_the_object_and_can_be_forgotten() -> None:
    square = Square(2)
    assert "area" not in vars(square)
    assert square.area == vars(square)["area"]
    square.side = 3
    del square.__dict__["area"]
    assert square.area == 9


def test_of_the_class_it_is_the_property_with_its_docstring() -> None:
    assert isinstance(Square.area, Lazy)
    assert Square.area.__doc__ == "The area."


def test_a_function_is_called_once_and_not_before_it_is_asked_for() -> None:
    calls: list[int] = []

    def make() -> tuple[int, ...]:
        calls.append(1)
        return ()

    once = Once(make)
    assert calls == []
    assert [once(), once()] == [(), ()]
    assert calls == [1]
