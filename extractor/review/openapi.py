"""What the server offers other systems, as OpenAPI."""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from pydantic.json_schema import models_json_schema

from extractor.errors import OUTCOMES
from extractor.extras import DISTRIBUTION
from extractor.records import Record

REF = "#/components/schemas/{model}"

ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["outcome", "message"],
            "properties": {
                "outcome": {"type": "string", "examples": [*OUTCOMES, "request", "busy"]},
                "message": {"type": "string", "description": "One line that a user can act on."},
            },
        }
    },
}
TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {
        "text": {"type": "string"},
        "name": {"type": "string", "description": "What the source of the records is called."},
    },
}
STATUSES = {
    "400": "The request is not what is asked for.",
    "401": "The token is missing or wrong.",
    "413": "The document is larger than the limit.",
    "422": "The document cannot be read; outcome says why.",
    "500": "Reading the document ended the process that read it.",
    "503": "Too many requests wait.",
    "504": "The document took longer than the limit.",
}


def _extracted(types: Mapping[str, type[Record]]) -> dict[str, Any]:
    records = [{"$ref": REF.format(model=type_.__name__)} for type_ in types.values()]
    lines = {"type": "array", "items": {"type": "string"}}
    return {
        "type": "object",
        "required": ["name", "sha256", "warning", "problems", "records"],
        "properties": {
            "name": {"type": "string"},
            "sha256": {"type": "string"},
            "warning": {"type": "string"},
            "problems": {**lines, "description": "A line for each plugin that failed."},
            "records": {"type": "array", "items": {"anyOf": records}},
        },
    }


def document(types: Mapping[str, type[Record]]) -> dict[str, Any]:
    """Describe ``POST /extract`` for the record types of this installation."""
    _, schemas = models_json_schema(
        [(type_, "serialization") for type_ in types.values()], ref_template=REF
    )
    error = {"application/json": {"schema": {"$ref": REF.format(model="Error")}}}
    told = {"application/json": {"schema": {"$ref": REF.format(model="Extracted")}}}
    raw = {"schema": {"type": "string", "format": "binary"}}
    operation = {
        "operationId": "extract",
        "summary": "Extract the records of a document.",
        "parameters": [
            {
                "name": "name", "in": "query", "schema": {"type": "string"},
                "description": "The name of a document that is sent as bytes.",
            }
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": REF.format(model="Text")}},
                "application/octet-stream": raw,
            },
        },
        "responses": {
            "200": {"description": "The records, in text order.", "content": told},
            **{code: {"description": line, "content": error} for code, line in STATUSES.items()},
        },
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {"title": "extractor", "version": version(DISTRIBUTION)},
        "paths": {"/extract": {"post": operation}},
        "security": [{"token": []}],
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {
                **schemas["$defs"], "Error": ERROR, "Text": TEXT, "Extracted": _extracted(types),
            },
        },
    }  # fmt: skip
