from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("visits", "0001_initial")]

    operations = [migrations.RemoveField(model_name="visitrequest", name="keep_until_on")]
