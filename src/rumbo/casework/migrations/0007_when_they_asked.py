from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_who_travels_with_whom")]
    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["requested_on", "id"], name="case_asked"),
        ),
    ]
