from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reception", "0005_yes_to_one_institution")]
    operations = [
        migrations.AddIndex(
            model_name="arrival",
            index=models.Index(fields=["occurred_at", "id"], name="arrival_day"),
        ),
    ]
