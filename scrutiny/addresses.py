"""Where editions are read: reports under ``/papers/``, minutes under their meeting."""

from typing import Any

from django.urls import reverse

from reports.models import Edition


def edition_url(edition: Edition, form: str = "", *, is_current: bool = False) -> str:
    """The lasting address of an edition, or of its "pdf" or "json"; the current one has a shorter one."""
    publication = edition.publication
    if publication.kind == publication.Kind.MINUTES and publication.meeting:
        where: list[Any] = [publication.meeting.body.slug, publication.meeting.date]
        name = "minutes"
    else:
        where, name = [publication.slug], "paper"
    if is_current:
        return reverse("_".join(filter(None, [f"scrutiny:{name}", form])), args=where)
    name = f"scrutiny:{name}_edition" if name == "minutes" or not form else "scrutiny:edition"
    return reverse("_".join(filter(None, [name, form])), args=[*where, edition.number])
