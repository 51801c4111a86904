"""Plugins come in by the hooks; what is misspelt or clashes raises."""

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest

from extractor import hookspecs
from extractor.errors import PluginClash, PluginError, UnknownHook
from extractor.hookspecs import hookimpl
from extractor.loaders import Loader
from extractor.manager import BUILTIN, Manager
from extractor.records import Record
from extractor.sinks import Sink
from extractor.sinks.jsonl import open_lines

HOOKS = (
    "extractor_loaders",
    "extractor_record_types",
    "extractor_triggers",
    "extractor_components",
    "extractor_find",
    "extractor_sinks",
)


class TypePlugin:
    """Gives record types."""

    def __init__(self, *types: object) -> None:
        self.types = types

    @hookimpl
    def extractor_record_types(self) -> Sequence[object]:
        return self.types


class SinkPlugin:
    """Gives a sink."""

    def __init__(self, form: str) -> None:
        self.form = form

    @hookimpl
    def extractor_sinks(self) -> Sequence[Sink]:
        return (Sink("own", (self.form,), open_lines),)


class Misspelt:
    """Implements a hook that does not exist."""

    @hookimpl
    def extractor_fnid(self, doc: object) -> None: ...


class Unmarked:
    """Names a hook that does not exist, without the mark."""

    def extractor_fnid(self, doc: object) -> None: ...


class WrongArgument:
    """Asks a hook for an argument that it does not have."""

    @hookimpl
    def extractor_find(self, paragraph: object) -> None: ...


def own(*extra: tuple[str, object], block: Sequence[str] = ()) -> Manager:
    return Manager(block=block, extra=extra, entry_points=False)


def test_the_hooks() -> None:
    specs = [key for key, value in vars(hookspecs).items() if key.startswith("extractor_")]
    assert tuple(specs) == HOOKS


def test_built_ins_are_plugins_like_others() -> None:
    plugins = own().plugins()
    assert [plugin.name for plugin in plugins] == sorted(m.rpartition(".")[2] for m in BUILTIN)
    assert {plugin.origin for plugin in plugins} == {"built-in"}
    assert {hook for plugin in plugins for hook in plugin.hooks} <= set(HOOKS)


def test_the_record_types() -> None:
    assert list(own().record_types) == [
        "activity_count",
        "campaign_sum",
        "council_size",
        "membership_count",
        "organization_count",
        "participation_count",
        "personnel_count",
        "program_adoption",
        "program_beneficiaries",
    ]


def test_each_type_is_owned_by_the_plugin_of_its_name() -> None:
    manager = own()
    assert {name: manager.owner(name) for name in manager.record_types} == {
        name: name for name in manager.record_types
    }


def test_a_plugin_is_added(probe_type: type[Record]) -> None:
    manager = own(("mine", TypePlugin(probe_type)))
    assert manager.record_types["probe"] is probe_type
    assert manager.owner("probe") == "mine"
    mine = next(plugin for plugin in manager.plugins() if plugin.name == "mine")
    assert mine.hooks == ("extractor_record_types",)


@pytest.mark.parametrize("name", ["activity_count", "mine"])
def test_a_plugin_is_blocked(name: str, probe_type: type[Record]) -> None:
    manager = own(("mine", TypePlugin(probe_type)), block=[name])
    everything = own(("mine", TypePlugin(probe_type)))
    assert [p.name for p in everything.plugins() if p not in manager.plugins()] == [name]


def test_one_may_be_blocked_by_its_name_alone() -> None:
    assert own(block="html").plugins() == own(block=["html"]).plugins() != own().plugins()


def test_blocking_what_is_not_there_is_told() -> None:
    with pytest.raises(PluginError, match="no plugin 'activty_count' to block; there are: act"):
        own(block=["activty_count"])


@pytest.mark.parametrize("plugin", [Misspelt(), Unmarked()])
def test_a_misspelt_hook_raises(plugin: object) -> None:
    with pytest.raises(UnknownHook, match="extractor_fnid"):
        own(("mine", plugin))


def test_an_unknown_argument_raises() -> None:
    with pytest.raises(PluginError, match="mine"):
        own(("mine", WrongArgument()))


def test_one_name_twice_raises(probe_type: type[Record]) -> None:
    with pytest.raises(PluginClash, match="'csv' is registered twice"):
        own(("csv", TypePlugin(probe_type)))


def test_one_type_twice_raises(probe_type: type[Record]) -> None:
    with pytest.raises(PluginClash, match="'a' and 'b' both claim the record type 'probe'"):
        own(("b", TypePlugin(probe_type)), ("a", TypePlugin(probe_type)))


def test_what_is_no_record_type_raises() -> None:
    with pytest.raises(PluginError, match="'mine': <class 'int'> is not a subclass of Record"):
        own(("mine", TypePlugin(int)))


def test_one_form_twice_raises() -> None:
    with pytest.raises(PluginClash, match=r"'mine': targets '\.csv' have a sink already"):
        own(("mine", SinkPlugin(".csv"))).sinks()


def test_the_order_of_registration_does_not_matter(probe_type: type[Record]) -> None:
    class Other(probe_type):  # type: ignore[valid-type, misc]
        TYPE: ClassVar[str] = "other"

    plugins = [("a", TypePlugin(Other)), ("b", TypePlugin(probe_type)), ("c", SinkPlugin(".c"))]
    one, two = own(*plugins), own(*plugins[::-1])
    assert one.plugins() == two.plugins()
    assert list(one.record_types.items()) == list(two.record_types.items())
    assert [sink.name for sink in one.sinks()] == [sink.name for sink in two.sinks()]
    order = ["pdf", "office", "html", "csv", "archive", "mail", "ocr", "text"]
    assert [loader.name for loader in one.loaders()] == order


class FilesPlugin:
    """Gives loaders and sinks that are as they should be."""

    @hookimpl
    def extractor_loaders(self) -> Sequence[Loader]:
        members: Any = iter
        return [Loader("plain", -1, bool, members), Loader("packed", 1, bool, members, members)]

    @hookimpl
    def extractor_sinks(self) -> Sequence[Sink]:
        forms: Any = [".mine", "mine/", "mine://", "mine"]
        return (Sink("own", forms, open_lines),)


def test_loaders_and_sinks_that_fit_come_in() -> None:
    manager = own(("mine", FilesPlugin()))
    assert [loader.name for loader in manager.loaders()][:2] == ["plain", "packed"]
    assert "own" in [sink.name for sink in manager.sinks()]
