from django.db import migrations

from boards.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [
        AppendOnly("reports_edition"),
        AppendOnly("reports_withdrawal"),
        AppendOnly("reports_rendition"),
    ]
