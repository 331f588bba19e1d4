"""How far the nightly comparison of the registry with itself has come."""

from django.db import migrations, models

import rumbo.common.clock


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_chosen_fact")]

    operations = [
        migrations.CreateModel(
            name="Linking",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("begun_at", models.DateTimeField(default=rumbo.common.clock.now)),
                ("finished_at", models.DateTimeField(null=True)),
                ("first_no", models.PositiveIntegerField()),
                ("done_no", models.PositiveIntegerField()),
                ("last_no", models.PositiveIntegerField()),
                ("done_entry", models.PositiveBigIntegerField()),
                ("last_entry", models.PositiveBigIntegerField()),
                ("compared", models.PositiveBigIntegerField(default=0)),
                ("suspected", models.PositiveIntegerField(default=0)),
            ],
        ),
    ]
