"""The templates by name, each with the outlets that use it."""

from collections.abc import Callable

from pages.draft import Draft, Outlet

from . import agencies, amateurs, application, national, networks, wordpress

TEMPLATES: dict[str, tuple[Callable[[Draft], str], tuple[Outlet, ...]]] = {
    "tribun": (networks.tribun, networks.TRIBUN),
    "disway": (networks.disway, networks.DISWAY),
    "promedia": (networks.promedia, networks.PROMEDIA),
    "detik": (national.detik, national.DETIK),
    "kompas": (national.kompas, national.KOMPAS),
    "liputan": (national.liputan, national.LIPUTAN),
    "okezone": (national.okezone, national.OKEZONE),
    "antara": (agencies.antara, agencies.ANTARA),
    "rmol": (agencies.rmol, agencies.RMOL),
    "radar": (application.radar, application.RADAR),
    "amp": (application.amp, application.AMP),
    "jnews": (wordpress.jnews, wordpress.JNEWS),
    "newspaper": (wordpress.newspaper, wordpress.NEWSPAPER),
    "wpberita": (wordpress.wpberita, wordpress.WPBERITA),
    "citizen": (amateurs.citizen, amateurs.CITIZEN),
    "blogspot": (amateurs.blogspot, amateurs.BLOGSPOT),
    "tables": (amateurs.tables, amateurs.TABLES),
    "handmade": (amateurs.handmade, amateurs.HANDMADE),
}
"""Eighteen families of markup; the names say after which real ones they are modelled."""
