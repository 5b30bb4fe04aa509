from django.db import migrations

from boards.append_only import AppendOnly


class Migration(migrations.Migration):
    """Altering a table on SQLite rebuilds it, and its triggers go with the old one."""

    dependencies = [("reports", "0004_papers_in")]
    operations = [AppendOnly("reports_edition"), AppendOnly("reports_rendition")]
