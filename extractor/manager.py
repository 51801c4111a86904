"""Plugins: built-ins, entry points, blocking; what is misspelt or clashes raises."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

import pluggy

from extractor import hookspecs
from extractor.declarations import HOOKS, RULES, check, unknown
from extractor.errors import PluginClash, PluginError, PluginWarning, UnknownHook
from extractor.extras import DISTRIBUTION
from extractor.isolation import guarded
from extractor.records import Record

if TYPE_CHECKING:
    from extractor.loaders import Loader
    from extractor.sinks import Sink

GROUP = "extractor"
BUILTIN = (
    "extractor.loaders.pdf",
    "extractor.loaders.office",
    "extractor.loaders.html",
    "extractor.loaders.tables",
    "extractor.loaders.archives",
    "extractor.loaders.mail",
    "extractor.loaders.ocr",
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
    "extractor.sinks.xlsx",
    "extractor.sinks.parquet",
    "extractor.sinks.package",
    "extractor.sinks.sql",
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
    plugin objects by name, as tests and notebooks use them. A plugin that cannot be used
    raises :class:`~extractor.errors.PluginError` or one of its kinds; without ``strict``
    it is left out, a line in ``problems`` names it, and the others go on.
    """

    def __init__(
        self,
        block: str | Iterable[str] = (),
        extra: Iterable[tuple[str, Any]] = (),
        entry_points: bool = True,
        strict: bool = True,
    ) -> None:
        self._pm = pluggy.PluginManager("extractor")
        self._pm.add_hookspecs(hookspecs)
        self._versions: dict[str, tuple[str, str]] = {}
        self._types: dict[str, tuple[type[Record], str]] = {}
        self._declared: dict[str, dict[str, Sequence[Any]]] = {}
        self._forms: set[str] = set()
        self.strict = strict
        self.problems: tuple[str, ...] = ()
        blocked = frozenset([block] if isinstance(block, str) else block)
        self.blocked: tuple[str, ...] = tuple(sorted(blocked))
        self.extra: tuple[tuple[str, Any], ...] = tuple(sorted(extra, key=lambda one: one[0]))
        self.entry_points = entry_points
        self._seen: set[str] = set()
        own = metadata.version(DISTRIBUTION)
        for module in BUILTIN:
            name = module.rpartition(".")[2]
            if self._wanted(name, blocked):
                self._admit(name, own, "built-in", partial(import_module, module))
        for point in _installed() if entry_points else ():
            if self._wanted(point.name, blocked):
                version = point.dist.version if point.dist else "0"
                self._admit(point.name, version, point.value, point.load)
        for name, plugin in self.extra:
            if self._wanted(name, blocked):
                version = str(getattr(plugin, "__version__", "0"))
                self._admit(name, version, "argument", partial(_itself, plugin))
        self._check_blocked(blocked)

    def _wanted(self, name: str, blocked: frozenset[str]) -> bool:
        self._seen.add(name)
        return name not in blocked

    def _check_blocked(self, blocked: frozenset[str]) -> None:
        for name in sorted(blocked - self._seen):
            there = ", ".join(sorted(self._seen))
            raise PluginError(f"there is no plugin {name!r} to block; there are: {there}")

    def _admit(self, name: str, version: str, origin: str, load: Callable[[], Any]) -> None:
        """Take a plugin in with all it declares, or leave it out with all it declares."""
        try:
            plugin = guarded(name, "cannot be imported", load)
            guarded(name, "cannot be looked through", self._register, name, plugin)
            try:
                self._take(name)
            except PluginError:
                self._pm.unregister(name=name)
                raise
        except PluginError as error:
            if self.strict:
                raise
            self.problems = (*self.problems, str(error))
            return
        self._versions[name] = (version, origin)

    def _register(self, name: str, plugin: Any) -> None:
        hooks = 0
        for attribute in dir(plugin):
            marked = self._pm.parse_hookimpl_opts(plugin, attribute) is not None
            if (marked or attribute.startswith("extractor_")) and attribute not in HOOKS:
                raise UnknownHook(f"plugin {name!r}: {unknown(attribute)}")
            if attribute in HOOKS and not marked and callable(getattr(plugin, attribute)):
                line = f"{attribute} is not marked: put @hookimpl above it"
                raise PluginError(f"plugin {name!r}: {line}")
            hooks += marked
        if not hooks:
            raise PluginError(f"plugin {name!r} has no hooks: give it one, marked by @hookimpl")
        try:
            self._pm.register(plugin, name)
        except ValueError as error:
            raise PluginClash(f"plugin {name!r} is registered twice") from error
        except pluggy.PluginValidationError as error:
            self._pm.unregister(name=name)
            line = " ".join(str(error).split())
            raise PluginError(f"plugin {name!r} does not fit: {line}") from error

    def _take(self, name: str) -> None:
        """Check what a plugin declares, and note its record types and targets as its own."""
        declared = {
            hook: guarded(name, f"failed in {hook}", found.function)
            for hook in RULES
            for found in self.implementations(hook)
            if found.plugin_name == name
        }
        mine = check(name, declared)
        types = {type_.TYPE: (type_, name) for type_ in mine.get("extractor_record_types", ())}
        forms = [form for sink in mine.get("extractor_sinks", ()) for form in sink.forms]
        for type_ in types.keys() & self._types.keys():
            one, two = sorted((self._types[type_][1], name))
            raise PluginClash(f"plugins {one!r} and {two!r} both claim the record type {type_!r}")
        for form in sorted(self._forms.intersection(forms)):
            raise PluginClash(f"plugin {name!r}: targets {form!r} have a sink already")
        self._forms.update(forms)
        self._types = dict(sorted((self._types | types).items()))
        self._declared[name] = mine

    def results(self, hook: str) -> list[tuple[str, Sequence[Any]]]:
        """Give what the plugins declared by a hook: (plugin name, items), sorted by name."""
        return [
            (name, declared[hook])
            for name, declared in sorted(self._declared.items())
            if hook in declared
        ]

    def implementations(self, hook: str) -> list[pluggy.HookImpl]:
        """Give the implementations of a hook, sorted by plugin name."""
        caller: pluggy.HookCaller = getattr(self._pm.hook, hook)
        return sorted(caller.get_hookimpls(), key=lambda found: str(found.plugin_name))

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

    def plugin(self, name: str) -> Any:
        """Give a plugin itself; raises PluginError where there is none of this name."""
        found = self._pm.get_plugin(name)
        if found is None:
            there = ", ".join(sorted(self._versions))
            raise PluginError(f"there is no plugin {name!r}; there are: {there}")
        return found

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
        """Give all sinks; no two write one form."""
        return tuple(sink for _, sinks in self.results("extractor_sinks") for sink in sinks)


def _itself(plugin: Any) -> Any:
    return plugin


def _installed() -> list[metadata.EntryPoint]:
    return sorted(metadata.entry_points(group=GROUP), key=lambda point: point.name)


@cache
def default_manager() -> Manager:
    """Give the manager of this process: built-ins and installed packages.

    A package that cannot be used is a PluginWarning, and is left out.
    """
    manager = Manager(strict=False)
    for line in manager.problems:
        warnings.warn(line, PluginWarning, stacklevel=2)
    return manager
