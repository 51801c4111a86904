"""The program ``extractor``: its commands, and how an error becomes one line and a code."""

import io
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from extractor.cli import (
    annotate,
    check_plugin,
    convert,
    evaluate,
    export_gold,
    load,
    new_plugin,
    plugins,
    retry,
    review,
    run,
    schemas,
    serve,
    show,
)
from extractor.cli.common import warn
from extractor.errors import ExtractorError
from extractor.extras import DISTRIBUTION


class Commands(TyperGroup):
    """Commands whose errors are one line on standard error and exit code 2."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and exit: 0 done, 1 done in part or stale, 2 not done."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except typer.TyperException as error:
            warn(f"{' '.join(error.format_message().split())} See: extractor --help")
            sys.exit(2)
        except ExtractorError as error:
            warn(str(error))
            sys.exit(2)
        except typer.Abort:
            sys.exit(130)
        sys.exit(code if isinstance(code, int) else 0)


app = typer.Typer(
    name="extractor",
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: it imports nothing heavy
    help="Read Russian municipal reports; give their quantitative facts as records.",
)
app.command("run")(run.command)
app.command("retry")(retry.command)
app.command("load")(load.command)
app.command("show")(show.command)
app.command("review")(review.command)
app.command("serve")(serve.command)
app.command("export-gold")(export_gold.command)
app.command("evaluate")(evaluate.command)
app.command("annotate")(annotate.command)
app.command("convert")(convert.command)
app.command("plugins")(plugins.command)
app.command("schemas")(schemas.command)
app.command("new-plugin")(new_plugin.command)
app.command("check-plugin")(check_plugin.command)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"extractor {version(DISTRIBUTION)}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Tell the version.")
    ] = False,
) -> None:
    """Read Russian municipal reports; give their quantitative facts as records."""


def main() -> None:
    """Run the command line of this process; text goes out as UTF-8 whatever the locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
