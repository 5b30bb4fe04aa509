from django.db import migrations

from reports.search.schema import IndexWords


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_append_only_editions")]
    operations = [IndexWords()]
