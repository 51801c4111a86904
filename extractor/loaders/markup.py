"""The XML parts of a package, changed tag by tag: no tree is built, and no entity resolved."""

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

Change = Callable[[bytes], bytes]
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
REFERENCE = re.compile(r"&(lt|gt|amp|quot|apos|#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8});")


def tags(named: bytes) -> re.Pattern[bytes]:
    """Make the pattern of the tags of these names, and of comments and what is quoted whole.

    Its groups: the slash of an end, the name, the attributes, the slash of an empty element.
    """
    return re.compile(
        rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)"
        rb"|<(/?)(" + named + rb")(?=[\s/>])((?:[^<>\"'/]|\"[^\"<]*\"|'[^'<]*'|/(?!>))*+)(/?)>",
        re.DOTALL,
    )


def attribute(attributes: bytes, name: bytes) -> str:
    """Give the value of an attribute, empty where it is not there."""
    found = re.search(rb"(?<![\w:.-])" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return (found[1] or found[2] or b"").decode("utf-8", "replace") if found else ""


def unescaped(text: str) -> str:
    """Resolve the references of XML itself; one to what is no character is left out."""

    def character(found: re.Match[str]) -> str:
        name = found[1]
        if name in NAMED:
            return NAMED[name]
        at = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        is_character = at in (9, 10, 13) or 0x20 <= at < 0xD800 or 0xE000 <= at < 0x110000
        return chr(at) if is_character else ""

    return REFERENCE.sub(character, text)


def names(data: bytes) -> list[str]:
    """Name the parts of a package; raises as ``repacked`` does."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.namelist()


def part(data: bytes, name: str) -> bytes:
    """Give a part of a package, nothing where there is none; raises as ``repacked`` does."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name) if name in package.namelist() else b""


def repacked(data: bytes, changes: Mapping[str, Change]) -> bytes:
    """Give a package in which some parts are changed; the others keep their very bytes.

    Raises BadZipFile and its like where a part to change is damaged.
    """
    new: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in changes.keys() & set(package.namelist()):
            old = package.read(name)
            changed = changes[name](old)
            if changed != old:
                new[name] = changed
    if not new:
        return data
    made = BytesIO(data)
    with zipfile.ZipFile(made, "a") as package:
        for info in [info for info in package.filelist if info.filename in new]:
            package.filelist.remove(info)
            package.NameToInfo.pop(info.filename, None)
        for name, changed in new.items():
            package.writestr(name, changed)
    return made.getvalue()
