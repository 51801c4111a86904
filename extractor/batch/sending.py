"""What of this process's manager and extractor goes to other processes, and what cannot.

A plugin that was given by hand goes as a pickle, a module in it by its name. What other
processes could not import stays here, and so does the work.
"""

import io
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any

from extractor.batch.results import Settings
from extractor.errors import PluginError, UsageError
from extractor.isolation import guarded
from extractor.loaders import Limits
from extractor.manager import Manager
from extractor.pipeline import Extractor

NAMED = (type, FunctionType, BuiltinFunctionType, ModuleType)
"""What a pickle holds by its name alone."""


def _importable(module: str) -> bool:
    """Tell whether another process finds the module that this one has under a name."""
    top = module.partition(".")[0]
    if top == "__main__":  # there another program is
        return False
    if top in sys.builtin_module_names:
        return True
    for finder in sys.meta_path:
        spec = finder.find_spec(top, None, None) if hasattr(finder, "find_spec") else None
        if spec is not None:
            here = getattr(sys.modules.get(top), "__file__", None)
            return here is None or here == spec.origin
    return False


def _module(name: str) -> ModuleType:
    """Import a module in the process that unpickles it."""
    __import__(name)
    return sys.modules[name]


class _Pickler(pickle.Pickler):
    """Pickles modules by name; refuses what lies in a module of this process alone."""

    def reducer_override(self, found: Any) -> Any:
        """Say how to pickle ``found``; raises PicklingError where that is no use elsewhere."""
        if isinstance(found, NAMED):
            module = isinstance(found, ModuleType)
            home = found.__name__ if module else getattr(found, "__module__", None)
            if home is not None and not _importable(home):
                raise pickle.PicklingError(f"{home} cannot be imported elsewhere")
            if module:
                return _module, (home,)
        return NotImplemented


def _pickled(plugin: Any) -> bytes:
    stream = io.BytesIO()
    _Pickler(stream).dump(plugin)
    return stream.getvalue()


def _sent(
    manager: Manager, wanted: Callable[[str], bool], remedy: str
) -> Iterator[tuple[str, bytes]]:
    """Give the plugins given by hand that are ``wanted``, packed; raises UsageError.

    Of one that is blocked the name alone is needed, for its blocking to be understood.
    """
    there = {plugin.name for plugin in manager.plugins()}
    for name, plugin in manager.extra:
        if name in manager.blocked:
            yield name, _pickled(None)
        elif name in there and wanted(name):
            try:
                yield name, guarded(name, "cannot be sent", _pickled, plugin)
            except PluginError as error:
                raise UsageError(
                    f"plugin {name!r} is an object of this process: {remedy}"
                ) from error


def reading(manager: Manager, limits: Limits | None, modules: Iterable[str]) -> Settings:
    """Tell processes that read files which loaders this one's manager has.

    Raises UsageError where one of them is an object of this process.
    """
    loading = {name for name, _ in manager.results("extractor_loaders")}
    remedy = "put its loaders into a module, for another process reads the files"
    given = [plugin for _, plugin in manager.extra]
    return Settings(
        limits or Limits(),
        tuple(loader.name for loader in manager.loaders()),
        tuple(name for name in modules if sys.modules.get(name) not in given),
        manager.blocked,
        manager.strict,
        tuple(_sent(manager, loading.__contains__, remedy)),
        manager.entry_points,
    )


def working(extractor: Extractor, read: Settings) -> Settings:
    """Tell processes that read and extract all that is told those that ``read``, and the rest.

    Raises UsageError where the extractor has what only this process can have.
    """
    if not extractor.plain:
        raise UsageError("an extractor with a score or name of its own: use workers=0")
    plugins = tuple(_sent(extractor.manager, lambda name: True, "use workers=0"))
    return replace(read, plugins=plugins, only=extractor.only)
