import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A step of its own: PostgreSQL alters no table in the transaction that filled it."""

    dependencies = [("boards", "0003_facts_told_apart")]

    operations = [
        migrations.AlterField(
            "action",
            "body",
            models.ForeignKey(
                help_text="Who follows it up: the body that agreed it, or the one it was handed over to",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actions",
                to="boards.body",
            ),
        ),
    ]
