import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_search_words"),
    ]
    operations = [
        migrations.CreateModel(
            name="PreparedContent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content_sha256", models.CharField(max_length=64, unique=True)),
                ("title", models.CharField(max_length=250)),
                ("footer", models.CharField(max_length=500)),
                ("html", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("failed_because", models.TextField(blank=True, help_text="A sentence for the author")),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prepared",
                        to="reports.publication",
                    ),
                ),
            ],
            options={
                "verbose_name": "prepared content",
                "verbose_name_plural": "prepared contents",
            },
        ),
    ]
