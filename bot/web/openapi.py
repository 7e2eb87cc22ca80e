"""The description of the web chat's interface for programs, as OpenAPI 3.1."""

from typing import Any

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_OPTIONAL_TEXT: Schema = {"type": ["string", "null"]}
_OPTIONAL_NUMBER: Schema = {"type": ["integer", "null"]}


def _list_of(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties) if required is None else required}


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _answers(schema: Schema, *errors: int, status: int = 200) -> Schema:
    def answer(content: Schema, said: str) -> Schema:
        return {"description": said, "content": {"application/json": {"schema": content}}}

    return {str(status): answer(schema, "Done"), **{str(e): answer(_named("Error"), _MEANING[e]) for e in errors}}


def _query(name: str, schema: Schema, said: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": said}


def _get(summary: str, answers: Schema, parameters: list[Schema] | None = None) -> Schema:
    return {"get": {"summary": summary, "parameters": parameters or [], "responses": answers}}


def _json(schema: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


_MEANING = {
    400: "Bad input; `field` names what is wrong",
    403: "Not the token's owner, another site, or another name than ours",
    404: "No such person or room",
    409: "Too late",
    413: "Too large",
    415: "The body must be application/json",
    429: "Too many messages at once; see Retry-After",
    503: "Too many listeners",
}

_DRAFT = {
    **_object(
        {
            "from": _TEXT,
            "room": _TEXT,
            "private": {"const": True},
            "text": _TEXT,
            "id": {
                **_TEXT,
                "description": "Your own id: the same message again has no further effect; another of that id is 400",
            },
            "quote": {**_TEXT, "description": "The id of a record of the same conversation"},
            "mention": _list_of(_TEXT),
            "picture": {**_TEXT, "description": "The id of a picture of theirs; the text may be empty then"},
        },
        ["from"],
    ),
    "additionalProperties": False,
    "description": "Give either room or private.",
}
_RECORD = _object(
    {
        "seq": _NUMBER,
        "id": _TEXT,
        "at": {"type": "string", "format": "date-time"},
        "from": {**_TEXT, "description": "Who said it; absent where the bot did"},
        "kind": {**_TEXT, "description": "The kind of the bot's message; absent where a person spoke"},
        "room": _OPTIONAL_TEXT,
        "to": _OPTIONAL_TEXT,
        "mentions": _list_of(_TEXT),
        "request": _OPTIONAL_NUMBER,
        "wave": _OPTIONAL_NUMBER,
        "text": _TEXT,
        "name": {**_TEXT, "description": "The sender's name at that moment"},
        "quote": _TEXT,
        "picture": {**_TEXT, "description": "The id of a picture"},
        "recalls": {**_TEXT, "description": "The id of the record that this one takes back"},
        "quoted": {"type": "object", "description": "What it quotes, in short: id, from and name or kind, text"},
        "mentioned": _list_of(_object({"id": _TEXT, "name": _TEXT, "label": _TEXT})),
        "recalled": {"const": True, "description": "It was taken back: its text is gone"},
    },
    ["seq", "id", "at", "room", "to", "mentions", "request", "wave", "text"],
)
_PERSON = _object(
    {
        "id": _TEXT,
        "name": _TEXT,
        "roles": _list_of(_TEXT),
        "grid": _OPTIONAL_TEXT,
        "rooms": _list_of(_TEXT),
        "language": {**_TEXT, "description": "Theirs, where they have chosen one"},
    },
    ["id", "name", "roles", "grid", "rooms"],
)
_ROOM = _object({"id": _TEXT, "name": _TEXT, "kind": {"enum": ["residents", "staff"]}, "grids": _list_of(_TEXT)})
_STAGE = _object({"now": _TEXT, "line": {"enum": ["up", "cut"]}, "moved": {"type": "boolean"}})
_SESSION = _object(
    {
        "personas": {"type": "boolean"},
        "rehearsal": {"type": "boolean"},
        "person": _OPTIONAL_TEXT,
        "name": {**_OPTIONAL_TEXT, "description": "The token's owner's"},
        "community": _TEXT,
        "language": _TEXT,
        "timezone": _TEXT,
        "database": {**_TEXT, "description": "The database's own name: what was read in another does not count here"},
        "stage": {"oneOf": [_STAGE, {"type": "null"}]},
    }
)

_CHATS = _object(
    {
        "person": {"type": "object"},
        "chats": _list_of({"type": "object"}),
        "opened": _object(
            {"room": _OPTIONAL_TEXT, "messages": _list_of(_named("Record")), "requests": _list_of({"type": "object"})}
        ),
    },
    ["person", "chats"],
)

_MESSAGES = {
    "post": {
        "summary": "Say something; 202 once the message is on disk",
        "requestBody": _json(_named("Draft")),
        "responses": _answers(_object({"id": _TEXT, "seq": _NUMBER}), 400, 403, 404, 413, 415, 429, status=202),
    },
    **_get(
        "The records of one conversation, in order",
        _answers(_object({"messages": _list_of(_named("Record")), "next": _NUMBER}), 400, 403, 404, 503),
        [
            _query("after", _NUMBER, "Only records after this seq"),
            _query("latest", _NUMBER, "Instead of after: the latest so many"),
            _query("before", _NUMBER, "With latest: those just before this seq"),
            _query("room", _TEXT, "The room; or else private_with"),
            _query("private_with", _TEXT, "Whose private chat with the bot"),
            _query("wait", {"type": "number"}, "Seconds to wait for a record, at most 30"),
        ],
    ),
}

OPENAPI: Schema = {
    "openapi": "3.1.0",
    "info": {
        "title": "Weiguang web chat",
        "version": "1",
        "description": "Where personas are off, every request carries `Authorization: Bearer TOKEN`.",
    },
    "paths": {
        "/api/messages": _MESSAGES,
        "/api/events": _get(
            "A WebSocket of records as they happen",
            {"101": {"description": "Each text frame is a Record, or, where asked for, a Change"}},
            [
                _query("as", _TEXT, "See only what this person may see"),
                _query(
                    "changes", {"const": 1}, "Also tell how requests stand, and what a rehearsal does, as it changes"
                ),
            ],
        ),
        "/api/people": _get(
            "Who is there",
            _answers(_object({"people": _list_of(_named("Person")), "more": {"type": "boolean"}}), 403),
            [
                _query("search", _TEXT, "Up to 50 whom every word fits: name, id, grid, skill, volunteer, staff"),
                _query("id", _TEXT, "Only these"),
            ],
        ),
        "/api/chats": _get(
            "One's conversations, with the last record and how many are new",
            _answers(_CHATS, 400, 403, 404),
            [
                _query("as", _TEXT, "Who is reading"),
                _query("read", _TEXT, "SEQ:ROOM, what they have read; repeated"),
                _query("database", _TEXT, "In which database they read it; in another it does not count"),
                _query("latest", _NUMBER, "Open one of them: with its latest so many records"),
                _query("open", _TEXT, "With latest: which room, empty for the private chat; else the first"),
            ],
        ),
        "/api/requests": _get(
            "How requests stand, without anything private",
            _answers(_object({"requests": _list_of({"type": "object"})}), 400, 403, 404),
            [_query("as", _TEXT, "Who is reading"), _query("number", _NUMBER, "A request's number; repeated")],
        ),
        "/api/recalls": {
            "post": {
                "summary": "Take back one's own message, within two minutes",
                "requestBody": _json(_object({"from": _TEXT, "message": _TEXT})),
                "responses": _answers(_object({"id": _TEXT, "seq": _NUMBER}), 400, 403, 404, 409, status=202),
            }
        },
        "/api/pictures": {
            "post": {
                "summary": "Take in a picture: JPEG, PNG or WebP up to 8 MB; a message can carry its id",
                "parameters": [_query("from", _TEXT, "Whose it is")],
                "requestBody": {"required": True, "content": {"image/*": {"schema": {"type": "string"}}}},
                "responses": _answers(_object({"id": _TEXT}), 400, 403, 404, 413, 415, 429, status=201),
            }
        },
        "/api/rehearsal": {
            **_get("The bot's moment, and whether the line is cut; on this machine alone", _answers(_STAGE, 404)),
            "post": {
                "summary": "Move the clock by `advance` seconds, to tomorrow's `until`, `back` to now; set the `line`",
                "requestBody": _json({"type": "object"}),
                "responses": _answers(_STAGE, 400, 404),
            },
        },
        "/api/films": _get("The transcripts", _answers(_object({"films": _list_of({"type": "object"})}), 404)),
        "/api/rooms": _get("The rooms", _answers(_object({"rooms": _list_of(_named("Room"))}), 403)),
        "/api/session": _get("Who is asking", _answers(_named("Session"), 403)),
        "/healthz": _get("Whether the bot is well", _answers(_object({"status": _TEXT}))),
    },
    "components": {
        "schemas": {
            "Draft": _DRAFT,
            "Record": _RECORD,
            "Person": _PERSON,
            "Room": _ROOM,
            "Session": _SESSION,
            "Change": _object(
                {"changed": {"enum": ["request", "stage"]}, "request": {"type": "object"}, "stage": _STAGE}, ["changed"]
            ),
            "Error": _object({"error": _TEXT, "field": _OPTIONAL_TEXT}),
        },
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
