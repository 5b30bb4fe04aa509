from django.db import migrations, models

from reports.search.schema import IndexWords


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_append_only_editions")]
    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="heading",
            field=models.CharField(blank=True, default="", help_text="The title again, searched, in the entry of the paper itself", max_length=250),
            preserve_default=False,
        ),
        IndexWords(),
    ]
