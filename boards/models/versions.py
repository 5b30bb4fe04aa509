from django.db import models


class Versioned(models.Model):
    """A row that two people may edit: each form carries the version it was drawn from.

    ``boards.deeds.record.claim`` compares and raises it, so the second saver is told instead of
    overwriting the first.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
