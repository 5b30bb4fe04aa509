from django.db import migrations

from boards.append_only import AppendOnly


class Migration(migrations.Migration):
    """What stood behind a published paragraph is written once, as the edition is."""

    dependencies = [("reports", "0007_the_chairs_desk")]
    operations = [AppendOnly("reports_publishedevidence")]
