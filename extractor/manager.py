"""Plugins: built-ins, entry points, blocking; what is misspelt or clashes raises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

import pluggy

from extractor import hookspecs
from extractor.errors import PluginClash, PluginError, UnknownHook
from extractor.records import Record

if TYPE_CHECKING:
    from extractor.loaders import Loader
    from extractor.sinks import Sink

GROUP = "extractor"
BUILTIN = (
    "extractor.loaders.text",
    "extractor.plugins.organization_count",
    "extractor.plugins.membership_count",
    "extractor.plugins.council_size",
    "extractor.plugins.campaign_sum",
    "extractor.plugins.program_beneficiaries",
    "extractor.plugins.participation_count",
    "extractor.plugins.activity_count",
    "extractor.plugins.personnel_count",
    "extractor.plugins.program_adoption",
    "extractor.sinks.jsonl",
    "extractor.sinks.csv",
)


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """A registered plugin: its name, version, origin and the hooks it implements."""

    name: str
    version: str
    origin: str
    hooks: tuple[str, ...]


class Manager:
    """The registered plugins, in an order that does not depend on registration.

    ``block`` names plugins to leave out, built-ins included; ``extra`` are further
    plugin objects by name, as tests and notebooks use them. Raises
    :class:`~extractor.errors.PluginError` and its kinds.
    """

    def __init__(
        self,
        block: Iterable[str] = (),
        extra: Iterable[tuple[str, Any]] = (),
        entry_points: bool = True,
    ) -> None:
        self._pm = pluggy.PluginManager("extractor")
        self._pm.add_hookspecs(hookspecs)
        self._versions: dict[str, tuple[str, str]] = {}
        blocked = frozenset(block)
        self._seen: set[str] = set()
        own = metadata.version("extractor")
        for module in BUILTIN:
            name = module.rpartition(".")[2]
            if self._wanted(name, blocked):
                self._register(import_module(module), name, own, "built-in")
        if entry_points:
            self._register_entry_points(blocked)
        for name, plugin in extra:
            if self._wanted(name, blocked):
                self._register(plugin, name, getattr(plugin, "__version__", "0"), "argument")
        self._check()
        self._check_blocked(blocked)
        self._types = self._collect_types()

    def _wanted(self, name: str, blocked: frozenset[str]) -> bool:
        self._seen.add(name)
        return name not in blocked

    def _check_blocked(self, blocked: frozenset[str]) -> None:
        for name in sorted(blocked - self._seen):
            there = ", ".join(sorted(self._seen))
            raise PluginError(f"there is no plugin {name!r} to block; there are: {there}")

    def _register(self, plugin: Any, name: str, version: str, origin: str) -> None:
        try:
            self._pm.register(plugin, name)
        except ValueError as error:
            raise PluginClash(f"plugin {name!r} is registered twice") from error
        except pluggy.PluginValidationError as error:
            line = " ".join(str(error).split())
            raise PluginError(f"plugin {name!r} does not fit: {line}") from error
        self._versions[name] = (version, origin)

    def _register_entry_points(self, blocked: frozenset[str]) -> None:
        for point in sorted(metadata.entry_points(group=GROUP), key=lambda point: point.name):
            if not self._wanted(point.name, blocked):
                continue
            try:
                plugin = point.load()
            except (ImportError, AttributeError, SyntaxError) as error:
                raise PluginError(f"plugin {point.name!r} cannot be imported: {error}") from error
            version = point.dist.version if point.dist else "0"
            self._register(plugin, point.name, version, point.value)

    def _check(self) -> None:
        try:
            self._pm.check_pending()
        except pluggy.PluginValidationError as error:
            raise UnknownHook(str(error).splitlines()[0]) from error
        for name, plugin in self._pm.list_name_plugin():
            for attribute in dir(plugin) if plugin else ():
                if attribute.startswith("extractor_") and not hasattr(hookspecs, attribute):
                    raise UnknownHook(f"plugin {name!r}: there is no hook {attribute!r}")

    def _collect_types(self) -> dict[str, tuple[type[Record], str]]:
        found: dict[str, tuple[type[Record], str]] = {}
        for name, types in self.results("extractor_record_types"):
            for type_ in types:
                if not (isinstance(type_, type) and issubclass(type_, Record)):
                    raise PluginError(f"plugin {name!r}: {type_!r} is not a subclass of Record")
                if type_.TYPE in found:
                    other = found[type_.TYPE][1]
                    raise PluginClash(
                        f"plugins {other!r} and {name!r} both claim the record type {type_.TYPE!r}"
                    )
                found[type_.TYPE] = (type_, name)
        return dict(sorted(found.items()))

    def results(self, hook: str, **arguments: Any) -> list[tuple[str, Any]]:
        """Call a hook of every plugin; give (plugin name, result) sorted by name."""
        return [
            (implementation.plugin_name, self._call(implementation, arguments))
            for implementation in self.implementations(hook)
        ]

    def implementations(self, hook: str) -> list[pluggy.HookImpl]:
        """Give the implementations of a hook, sorted by plugin name."""
        caller: pluggy.HookCaller = getattr(self._pm.hook, hook)
        return sorted(caller.get_hookimpls(), key=lambda found: str(found.plugin_name))

    @staticmethod
    def _call(implementation: pluggy.HookImpl, arguments: dict[str, Any]) -> Any:
        function: Callable[..., Any] = implementation.function
        return function(*[arguments[name] for name in implementation.argnames])

    @property
    def record_types(self) -> dict[str, type[Record]]:
        """The registered record types by name."""
        return {name: type_ for name, (type_, _) in self._types.items()}

    def owner(self, type_: str) -> str:
        """Name the plugin that registered a record type."""
        return self._types[type_][1]

    def is_builtin(self, plugin: str) -> bool:
        """Tell whether a plugin ships with the toolkit."""
        return self._versions[plugin][1] == "built-in"

    def version(self, plugin: str) -> str:
        """Give the version of a plugin's package."""
        return self._versions[plugin][0]

    def plugins(self) -> tuple[PluginInfo, ...]:
        """List the plugins by name."""
        found = []
        for name, plugin in sorted(self._pm.list_name_plugin()):
            hooks = tuple(sorted(c.name for c in self._pm.get_hookcallers(plugin) or ()))
            version, origin = self._versions[name]
            found.append(PluginInfo(name, version, origin, hooks))
        return tuple(found)

    def loaders(self) -> "tuple[Loader, ...]":
        """Give all loaders, the most specific first."""
        found = [loader for _, loaders in self.results("extractor_loaders") for loader in loaders]
        return tuple(sorted(found, key=lambda loader: (loader.order, loader.name)))

    def sinks(self) -> "tuple[Sink, ...]":
        """Give all sinks; two that claim one suffix raise."""
        found: dict[str, Sink] = {}
        for name, sinks in self.results("extractor_sinks"):
            for sink in sinks:
                for form in sink.forms:
                    if form in found:
                        raise PluginClash(f"plugin {name!r}: targets {form!r} have a sink already")
                    found[form] = sink
        return tuple(dict.fromkeys(found.values()))


@cache
def default_manager() -> Manager:
    """Give the manager of this process: built-ins and installed packages."""
    return Manager()
