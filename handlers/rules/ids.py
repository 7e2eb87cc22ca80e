"""Ids, so that one is never taken for the other."""

from typing import NewType

PersonId = NewType("PersonId", str)
RoomId = NewType("RoomId", str)
