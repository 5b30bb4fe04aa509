"""The months in which the law let members of a statutory body be present from elsewhere."""

import datetime

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SOURCE = (
    "The Local Authorities and Police and Crime Panels (Coronavirus) (Flexibility of Local Authority and "
    "Police and Crime Panel Meetings) (England and Wales) Regulations 2020"
)


def tell(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("boards", "RemotePresence").objects.get_or_create(
        since=datetime.date(2020, 4, 4), defaults={"until": datetime.date(2021, 5, 6), "source": SOURCE}
    )


class Migration(migrations.Migration):
    dependencies = [("boards", "0005_the_secretariats_desk")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
