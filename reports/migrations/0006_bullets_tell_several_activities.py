from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def tie(apps: Any, schema_editor: Any) -> None:
    """Each bullet told one entry of the log at most; it still tells that one."""
    Bullet, ToldActivity = apps.get_model("reports", "Bullet"), apps.get_model("reports", "ToldActivity")
    ties = Bullet.objects.filter(activity__isnull=False).values_list("pk", "activity_id")
    ToldActivity.objects.bulk_create(
        (ToldActivity(bullet_id=bullet, activity_id=activity) for bullet, activity in ties.iterator()),
        batch_size=500,
    )


def untie(apps: Any, schema_editor: Any) -> None:
    """Back to one entry a bullet: the first of those it tells."""
    Bullet, ToldActivity = apps.get_model("reports", "Bullet"), apps.get_model("reports", "ToldActivity")
    for tie in ToldActivity.objects.order_by("-pk").iterator():
        Bullet.objects.filter(pk=tie.bullet_id).update(activity_id=tie.activity_id)


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_append_only_again")]

    operations = [
        migrations.CreateModel(
            name="ToldActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                        to="reports.activity",
                    ),
                ),
                (
                    "bullet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to="reports.bullet",
                    ),
                ),
            ],
            options={"verbose_name_plural": "told activities"},
        ),
        migrations.AddConstraint(
            model_name="toldactivity",
            constraint=models.UniqueConstraint(
                fields=("bullet", "activity"), name="activity_told_once_in_a_bullet"
            ),
        ),
        migrations.RunPython(tie, untie),
        migrations.RemoveField(model_name="bullet", name="activity"),
        migrations.AddField(
            model_name="bullet",
            name="activities",
            field=models.ManyToManyField(
                blank=True,
                related_name="bullets",
                through="reports.ToldActivity",
                to="reports.activity",
            ),
        ),
    ]
