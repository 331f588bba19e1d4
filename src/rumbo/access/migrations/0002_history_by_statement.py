import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "grant": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_grantevent" ("given_by", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_until") SELECT new_values."given_by", new_values."id", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."role", new_values."user_id", new_values."valid_from", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="97c25f921a6a98f017514b740225a089d8290af8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1423b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="access_grant",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_grantevent" ("given_by", "id", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id", "valid_from", "valid_until") SELECT old_values."given_by", old_values."id", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."role", old_values."user_id", old_values."valid_from", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d6c5f34e598031481ef66f6b111031286654b8b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_b6eaf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="access_grant",
                            when="AFTER",
                        ),
                    ),
                ],
                "office": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_officeevent" ("code", "country", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "zone") SELECT new_values."code", new_values."country", new_values."id", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."zone" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7349262b854e0c3b6fbc1067fbe8177fa2d0b619",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dfe9e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="access_office",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_officeevent" ("code", "country", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "zone") SELECT old_values."code", old_values."country", old_values."id", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."zone" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5f0ce45eb8e5b0241fb78d5d3a8b1b6f2460085a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d7a55",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="access_office",
                            when="AFTER",
                        ),
                    ),
                ],
                "user": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_userevent" ("date_joined", "display_name", "email", "id", "is_active", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT new_values."date_joined", new_values."display_name", new_values."email", new_values."id", new_values."is_active", new_values."language", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."username" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a5fe0a31f336e8da8969eb9c76eb3b314ccb5ab2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2fac",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="access_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "access_userevent" ("date_joined", "display_name", "email", "id", "is_active", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") SELECT old_values."date_joined", old_values."display_name", old_values."email", old_values."id", old_values."is_active", old_values."language", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."username" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a81307a3f1beaf26cbba4b39d97297f190469659",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dea43",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="access_user",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
