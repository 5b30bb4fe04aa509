"""Facts that older rows hold elsewhere: who follows an action up, an item's number, when notice was given."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import boards.clock


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for action in apps.get_model("boards", "Action").objects.select_related("meeting"):
        action.body_id = action.meeting.body_id
        action.save(update_fields=["body"])
    for item in apps.get_model("boards", "AgendaItem").objects.all():
        item.number = str(item.position)
        item.save(update_fields=["number"])
    log = apps.get_model("boards", "LogEntry").objects.filter(noun="boards.Meeting")
    for meeting in apps.get_model("boards", "Meeting").objects.all():
        told = log.filter(noun_id=str(meeting.pk), deed__in=["planned", "changed the meeting"])
        if newest := told.order_by("-sequence").first():
            meeting.notice_given_at = newest.at
            meeting.save(update_fields=["notice_given_at"])


class Migration(migrations.Migration):
    dependencies = [("boards", "0002_append_only_log")]

    operations = [
        migrations.AddField(
            "action",
            "body",
            models.ForeignKey(
                help_text="Who follows it up: the body that agreed it, or the one it was handed over to",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="boards.body",
            ),
        ),
        migrations.AddField(
            "agendaitem",
            "number",
            models.CharField(
                default="", editable=False, help_text='As readers see it: "3" or "3.1"', max_length=10
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "meeting",
            "notice_given_at",
            models.DateTimeField(
                default=boards.clock.now,
                editable=False,
                help_text="When its date, time and place last became public",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
