import pgtrigger.compiler
import rumbo.audit.rewriting
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_receiving_notice_travel_date"),
    ]

    operations = [
        rumbo.audit.rewriting.RewriteHistory(
            triggers={
                "consularrequest": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_consularrequestevent" ("answered_on", "by", "case_id", "compartment", "consulate", "country", "due_on", "granted", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "type") SELECT new_values."answered_on", new_values."by", new_values."case_id", new_values."compartment", new_values."consulate", new_values."country", new_values."due_on", new_values."granted", new_values."id", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."type" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6a765d29ca48971c4a7ac54f56f57879fa6d9fa2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d2e98",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_consularrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_consularrequestevent" ("answered_on", "by", "case_id", "compartment", "consulate", "country", "due_on", "granted", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "type") SELECT old_values."answered_on", old_values."by", old_values."case_id", old_values."compartment", old_values."consulate", old_values."country", old_values."due_on", old_values."granted", old_values."id", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."type" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0c1908f56924c52d7a7baf0f2d7f0d57d86cf756",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dcd3f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_consularrequest",
                            when="AFTER",
                        ),
                    ),
                ],
                "custody": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_custodyevent" ("by", "compartment", "document_id", "handed_to", "held_before", "held_by", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."by", new_values."compartment", new_values."document_id", new_values."handed_to", new_values."held_before", new_values."held_by", new_values."id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="dd2969906ac79b6919df9dd2f9d4bf3c5890566d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f5d7d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_custody",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_custodyevent" ("by", "compartment", "document_id", "handed_to", "held_before", "held_by", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."by", old_values."compartment", old_values."document_id", old_values."handed_to", old_values."held_before", old_values."held_by", old_values."id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="c0a0d3fe3515b6055a4040f239481c0b77867c83",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_faf50",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_custody",
                            when="AFTER",
                        ),
                    ),
                ],
                "exitpaper": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_exitpaperevent" ("by", "compartment", "id", "needed", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "type", "valid_until") SELECT new_values."by", new_values."compartment", new_values."id", new_values."needed", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."type", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6a892a8bc0fffa5af57a59b9c4e726bd93003ec8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_23565",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_exitpaper",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_exitpaperevent" ("by", "compartment", "id", "needed", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "type", "valid_until") SELECT old_values."by", old_values."compartment", old_values."id", old_values."needed", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."type", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0a15d9e79552d5dbe27a166e5cdacf2875772bad",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0b797",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_exitpaper",
                            when="AFTER",
                        ),
                    ),
                ],
                "keptfile": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_keptfileevent" ("by", "case_id", "compartment", "destroyed_at", "id", "kind", "media_type", "name", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "size") SELECT new_values."by", new_values."case_id", new_values."compartment", new_values."destroyed_at", new_values."id", new_values."kind", new_values."media_type", new_values."name", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."size" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="10ea9641be4a21786dcb0161a0c2372cd3446b23",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_28c95",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_keptfile",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_keptfileevent" ("by", "case_id", "compartment", "destroyed_at", "id", "kind", "media_type", "name", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "size") SELECT old_values."by", old_values."case_id", old_values."compartment", old_values."destroyed_at", old_values."id", old_values."kind", old_values."media_type", old_values."name", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."size" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d7a9aa015e49b1c85488ca0aac4fbe5202e626a8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fe614",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_keptfile",
                            when="AFTER",
                        ),
                    ),
                ],
                "legalcheck": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_legalcheckevent" ("bar", "by", "compartment", "id", "note", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."bar", new_values."by", new_values."compartment", new_values."id", new_values."note", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5afcc8dbbba0f8d290f46761a82690dce8e1e998",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85785",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_legalcheck",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_legalcheckevent" ("bar", "by", "compartment", "id", "note", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."bar", old_values."by", old_values."compartment", old_values."id", old_values."note", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="71428c5db4e0335efb0361ba605b2703fabd3e1d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_3510b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_legalcheck",
                            when="AFTER",
                        ),
                    ),
                ],
                "otherparent": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_otherparentevent" ("by", "child_id", "compartment", "has_paper", "id", "occurred_at", "office_id", "on", "paper_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "state") SELECT new_values."by", new_values."child_id", new_values."compartment", new_values."has_paper", new_values."id", new_values."occurred_at", new_values."office_id", new_values."on", new_values."paper_file", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."state" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="482eaeddccac8656b5619b77d8f43ab6f9ed9eeb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7552c",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_otherparent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_otherparentevent" ("by", "child_id", "compartment", "has_paper", "id", "occurred_at", "office_id", "on", "paper_file", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "state") SELECT old_values."by", old_values."child_id", old_values."compartment", old_values."has_paper", old_values."id", old_values."occurred_at", old_values."office_id", old_values."on", old_values."paper_file", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."state" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4eaea3233a51c39a89d7546e8714807a4ef14d50",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_93c47",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_otherparent",
                            when="AFTER",
                        ),
                    ),
                ],
                "parentage": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_parentageevent" ("by", "child_id", "compartment", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "scan_file", "shown", "shown_by") SELECT new_values."by", new_values."child_id", new_values."compartment", new_values."id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."scan_file", new_values."shown", new_values."shown_by" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8206625bbc30cefefdbbc84b0767f69ec228f113",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dcc11",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_parentage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_parentageevent" ("by", "child_id", "compartment", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "scan_file", "shown", "shown_by") SELECT old_values."by", old_values."child_id", old_values."compartment", old_values."id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."scan_file", old_values."shown", old_values."shown_by" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b509b52a3fc6ed5980fa488e26e0941fc4893162",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31222",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_parentage",
                            when="AFTER",
                        ),
                    ),
                ],
                "receivingnotice": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_receivingnoticeevent" ("answered_on", "by", "case_id", "compartment", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "told_on", "travel_date") SELECT new_values."answered_on", new_values."by", new_values."case_id", new_values."compartment", new_values."id", new_values."occurred_at", new_values."office_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipient", new_values."recorded_at", new_values."told_on", new_values."travel_date" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="56a3ba2babb00b7be7980abba7a763fed426a7ae",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_61df4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_receivingnotice",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_receivingnoticeevent" ("answered_on", "by", "case_id", "compartment", "id", "occurred_at", "office_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "told_on", "travel_date") SELECT old_values."answered_on", old_values."by", old_values."case_id", old_values."compartment", old_values."id", old_values."occurred_at", old_values."office_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipient", old_values."recorded_at", old_values."told_on", old_values."travel_date" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7df8d59dd22767844083775eadc19832d45bc1e5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c6901",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_receivingnotice",
                            when="AFTER",
                        ),
                    ),
                ],
                "residenceright": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_residencerightevent" ("by", "compartment", "country", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "valid_until") SELECT new_values."by", new_values."compartment", new_values."country", new_values."id", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."valid_until" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8313d0c90cdd0ec035179cd6a01b647547dec3f0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b2bda",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_residenceright",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_residencerightevent" ("by", "compartment", "country", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "valid_until") SELECT old_values."by", old_values."compartment", old_values."country", old_values."id", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."valid_until" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="8940db6d15d9ab427e0ba16e1f023cc5ebcc6dd2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_88116",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_residenceright",
                            when="AFTER",
                        ),
                    ),
                ],
                "transitcheck": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_transitcheckevent" ("allowed", "by", "compartment", "country", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."allowed", new_values."by", new_values."compartment", new_values."country", new_values."id", new_values."occurred_at", new_values."office_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="be8e2243ec868b7e3566fd8c00282ed6a2566157",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_61cfe",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_transitcheck",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_transitcheckevent" ("allowed", "by", "compartment", "country", "id", "occurred_at", "office_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."allowed", old_values."by", old_values."compartment", old_values."country", old_values."id", old_values."occurred_at", old_values."office_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3d95fe15042950e7b5257b941d779ada21ce90b6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_97c8b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_transitcheck",
                            when="AFTER",
                        ),
                    ),
                ],
                "traveldocument": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_traveldocumentevent" ("compartment", "ended_at", "id", "issued_on", "issuer", "number", "occurred_at", "office_id", "original_with", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "report_number", "scan_file", "seen_by", "type", "valid_until", "version") SELECT new_values."compartment", new_values."ended_at", new_values."id", new_values."issued_on", new_values."issuer", new_values."number", new_values."occurred_at", new_values."office_id", new_values."original_with", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."report_number", new_values."scan_file", new_values."seen_by", new_values."type", new_values."valid_until", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8e48be49bd06702ba5709a09bdc4158bef93f270",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7dca0",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="documents_traveldocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "documents_traveldocumentevent" ("compartment", "ended_at", "id", "issued_on", "issuer", "number", "occurred_at", "office_id", "original_with", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "report_number", "scan_file", "seen_by", "type", "valid_until", "version") SELECT old_values."compartment", old_values."ended_at", old_values."id", old_values."issued_on", old_values."issuer", old_values."number", old_values."occurred_at", old_values."office_id", old_values."original_with", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."report_number", old_values."scan_file", old_values."seen_by", old_values."type", old_values."valid_until", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4995190febbfd18069d62735eaf80834daf03475",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31950",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="documents_traveldocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
    ]
