from django.db import migrations

from boards.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_initial")]
    operations = [AppendOnly("boards_logentry")]
