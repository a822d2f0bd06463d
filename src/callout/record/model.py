"""The base of every record: frozen, closed to unknown fields, written under its public names."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value with a public JSON form. Unknown fields are refused, not dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True)
