"""The blueprint of everything visitors send."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("feedback", __name__)
