"""A made-up file with the shape of the report of July 2019: 1,703 people, none of them real."""

from itertools import chain, cycle, islice

from rumbo.statistics.returns import COLUMNS


def shared(**parts):
    """Return each value as often as its number says."""
    return list(chain.from_iterable([value] * times for value, times in parts.items()))


def block(age, education, women, men, sectors=()):
    """Return people of one age and education: first women, then men."""
    sexes = ["F"] * women + ["M"] * men
    works = [*sectors, *[""] * (len(sexes) - len(sectors))]
    return [
        {"age": str(age), "education": education, "sex": sex, "sector": sector}
        for sex, sector in zip(sexes, works, strict=True)
    ]


def people():
    """Return the rows of the file."""
    family = [
        *block(3, "NONE", 50, 59),
        *block(8, "PRESCHOOL", 0, 8),
        *block(9, "PRIMARY", 8, 40),
        *block(15, "PRIMARY", 10, 62),
        *block(16, "SECONDARY", 0, 6),
    ]
    alone = block(17, "SECONDARY", 0, 66)
    adults = [
        *block(30, "NONE", 17, 112, shared(AGRI=49, CONSTR=37, VARIOUS=38)),
        *block(30, "PRIMARY", 157, 560, shared(AGRI=241, CONSTR=151, VARIOUS=115, COMMERCE=200)),
        *block(50, "PRIMARY", 0, 83, shared(COMMERCE=83)),
        *block(30, "SECONDARY", 95, 310, shared(AGRI=59, CONSTR=63, VARIOUS=98, DOMESTIC=185)),
        *block(30, "TECH", 30, 10, shared(MANUF=40)),
        *block(30, "TERTIARY", 8, 12, shared(TRANSPORT=20)),
    ]
    rows = family + adults + alone
    companions = [
        *["FIRST_DEGREE"] * 869,
        *["FRIENDS"] * 85,
        *["ALONE"] * 683,
        *["UNACCOMPANIED_CHILD"] * 66,
    ]
    for number, (row, company) in enumerate(zip(rows, companions, strict=True)):
        row |= {
            "person": f"P{number}",
            "stream": "AVR",
            "travelling_with": company,
            "unaccompanied_child": "YES" if company == "UNACCOMPANIED_CHILD" else "NO",
        }
    for name, column in columns().items():
        for row, value in zip(rows, column, strict=True):
            row[name] = value
    return [{name: row.get(name, "") for name in COLUMNS} for row in rows]


def columns():
    """Return what does not hang on age or company."""
    countries = shared(HND=912, SLV=250, GTM=34) + shared(HND=416, SLV=91)
    sites = shared(
        **{
            "Ciudad de México": 618,
            "Tijuana": 247,
            "Tapachula": 237,
            "Monterrey": 36,
            "Piedras Negras": 24,
            "Guanajuato": 12,
            "San Luis Potosí": 12,
            "Celaya+Saltillo": 10,
            "Tecún Umán": 507,
        }
    )
    days = [f"{month}-10" for month in ("2018-11", "2018-12", "2019-03", "2019-05", "2019-07")]
    return {
        "returned_on": [*islice(cycle(days), 1702), "2019-07-11"],
        "country_of_registration": shared(MEX=1196, GTM=507),
        "site": sites,
        "nationality": countries,
        "country_of_return": countries,
        "status": shared(IRREGULAR=941, TVRH=255) + ["IRREGULAR"] * 507,
        "mode": shared(LAND=1379, MIXED=238, AIR=86),
        "health_condition": shared(NONE=1448, RESPIRATORY=120, INFECTION=80, MUSCULOSKELETAL=55),
        "surveyed": shared(YES=170, NO=1533),
        "incidents": padded(
            shared(
                ABUSE=44, VIOLENCE=39, EXTORTION=26, THREAT=26, FRAUD=12, KIDNAPPING=10,
                EXPLOITATION=7, NONE=6,
            )
        ),
        "plan_on_return": padded(shared(JOB=100, HOME=37, FAMILY=19, STUDY=12, HEALTH=2)),
        "applied_to_regularise": shared(NO=1619, YES=84),
        "reason_returning": [""] * 1619
        + shared(
            PROCESS_ABANDONED=26, NO_FUNDS=15, FAMILY=15, THIRD_PARTY_CONFLICT=15, ID_STOLEN=9,
            DENIED=2, HOMELESS=2,
        ),
    }  # fmt: skip


def padded(answers):
    """Return answers of the surveyed, and nothing for everyone else."""
    return answers + [""] * (1703 - len(answers))


PUBLISHED = [
    "",
    "site_by_country|Ciudad de México|MEX|52",
    "site_by_country|Tijuana|MEX|21",
    "site_by_country|Tapachula|MEX|20",
    "site_by_country|Monterrey|MEX|3",
    "site_by_country|Piedras Negras|MEX|2",
    "site_by_country|Guanajuato|MEX|1",
    "site_by_country|San Luis Potosí|MEX|1",
    "site_by_country|Celaya+Saltillo|MEX|0.8",
    "country_of_return_by_country_of_registration|HND|GTM|82",
    "country_of_return_by_country_of_registration|SLV|GTM|18",
    "mode|LAND||81",
    "mode|AIR||5",
    "mode|MIXED||14",
    "nationality|HND||78",
    "nationality|SLV||20",
    "sex|M||78",
    "sex|F||22",
    "age_group|18-45||77",
    "status|IRREGULAR||85",
    "status_by_country|IRREGULAR|MEX|65",
    "status_by_country|IRREGULAR|GTM|35",
    "education|PRIMARY||54",
    "education|SECONDARY||28",
    "education|NONE||14",
    "education_by_sex|PRIMARY|F|19",
    "education_by_sex|PRIMARY|M|81",
    "education_by_sex|SECONDARY|F|20",
    "education_by_sex|SECONDARY|M|80",
    "education_by_age_group|NONE|0-4|46",
    "education_adults_by_sex|NONE|F|13",
    "education_adults_by_sex|NONE|M|87",
    "sector|AGRI||25",
    "sector|CONSTR||18",
    "sector|VARIOUS||18",
    "sector_by_education|AGRI|PRIMARY|69",
    "sector_by_education|AGRI|SECONDARY|17",
    "sector_by_education|CONSTR|PRIMARY|60",
    "sector_by_education|CONSTR|SECONDARY|25",
    "sector_by_education|VARIOUS|PRIMARY|46",
    "sector_by_education|VARIOUS|SECONDARY|39",
    "health_condition|NONE||85",
    "travelling_with|FIRST_DEGREE||51",
    "travelling_with_grouped|ALONE||44",
    "travelling_with_grouped|FRIENDS||5",
    "minors_in_families|0-17||28",
    "minors_in_families|0-12||19",
    "incidents|ABUSE||26",
    "incidents|VIOLENCE||23",
    "incidents|EXTORTION||15",
    "incidents|THREAT||15",
    "incidents|FRAUD||7",
    "incidents|KIDNAPPING||6",
    "incidents|EXPLOITATION||4",
    "applied_to_regularise|YES||5",
    "reason_leaving_of_applicants|PROCESS_ABANDONED||31",
    "reason_leaving_of_applicants|NO_FUNDS||18",
    "reason_leaving_of_applicants|FAMILY||18",
    "reason_leaving_of_applicants|THIRD_PARTY_CONFLICT||18",
    "reason_leaving_of_applicants|ID_STOLEN||11",
    "reason_leaving_of_applicants|DENIED||2",
    "reason_leaving_of_applicants|HOMELESS||2",
    "plan_on_return|JOB||59",
    "plan_on_return|HOME||22",
    "plan_on_return|FAMILY||11",
    "plan_on_return|STUDY||7",
    "plan_on_return|HEALTH||1",
    "",
][1:-1]
