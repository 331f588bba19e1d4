"""What the two pages say, in English and in Spanish."""

from collections.abc import Mapping
from typing import TypeAlias

Said: TypeAlias = Mapping[str, str]

TITLE: Said = {"en": "Published figures, rebuilt", "es": "Las cifras publicadas, rehechas"}
OTHER_PAGE: Said = {
    "en": "*[En español](es/publicadas.md)*",
    "es": "*[In English](../published.md)*",
}
MADE: Said = {
    "en": "<!-- Made by `python -m examples.published.make`; a test fails when it is not up to date. -->",
    "es": "<!-- Hecha por `python -m examples.published.make`; una prueba falla cuando no está al día. -->",
}
INTRO: Said = {
    "en": """In November 2018 and July 2019 the programme published shares of the people it had helped to return, without the people. `examples/published/` holds made-up people, none of them real, of whom `rumbo sitrep --returns` makes reports that show those shares, each to the rounding it was printed with. Every row of `examples/published-figures.csv` is below: {shown} are shown by a report, {not_shown} are not and it is said why.

`examples/intake-2019.csv` and `examples/intake-2025.csv` are practice sheets for the intake, and not these people: their shares are their own, and no figure here comes from them.

The files are made by `python -m examples.published.make`, always the same. Printed shares become counts there (`fitting.py`): of each base, the counts that round to what was printed, and of these the one nearest to it; where rows have to be everybody in the base, the difference is shared among them. Who the people are is in `who.py`, which way they went in `way.py`; numbers that nobody published stand there by themselves, as ours. Columns about which no share was published (department, birth date, self-rated health, conditions on the journey, reason to migrate; and for the two small files most others) are left empty: the reports say that they are not known.""",
    "es": """En noviembre de 2018 y en julio de 2019 el programa publicó proporciones de las personas a las que había ayudado a volver, sin las personas. `examples/published/` contiene personas inventadas, ninguna real, con las que `rumbo sitrep --returns` hace informes que muestran esas proporciones, cada una con el redondeo con que se imprimió. Abajo está cada fila de `examples/published-figures.csv`: {shown} las muestra un informe; {not_shown} no, y se dice por qué.

`examples/intake-2019.csv` y `examples/intake-2025.csv` son hojas de práctica para el registro, y no estas personas: sus proporciones son otras y ninguna cifra de aquí sale de ellas.

Los archivos los hace `python -m examples.published.make`, siempre iguales. Ahí las proporciones impresas se vuelven cuentas (`fitting.py`): de cada base, las cuentas que se redondean a lo impreso, y de ellas la más cercana; donde las filas tienen que ser toda la base, la diferencia se reparte entre ellas. Quiénes son las personas está en `who.py` y por dónde fueron, en `way.py`; los números que nadie publicó están ahí aparte, como nuestros. Las columnas de las que no se publicó ninguna proporción (departamento, fecha de nacimiento, salud según la propia persona, males del camino, razón para migrar; y en los dos archivos pequeños casi todas las demás) quedan vacías: los informes dicen que no se conocen.""",
}
REPORT: Mapping[str, Said] = {
    "november": {
        "en": "The 453 of 28 November 2018",
        "es": "Las 453 del 28 de noviembre de 2018",
    },
    "july": {"en": "The 1,703 of 11 July 2019", "es": "Las 1 703 del 11 de julio de 2019"},
    "july-mpp": {
        "en": "The 137 under MPP, 11 July 2019",
        "es": "Las 137 en MPP, 11 de julio de 2019",
    },
    "bus": {
        "en": "The 69 of the first bus, 2 July 2019",
        "es": "Las 69 del primer autobús, 2 de julio de 2019",
    },
}
HEADS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "published", "printed", "table of the report", "row", "share of", "people",
        "share", "counts that round to it", "public",
    ),
    "es": (
        "publicado", "impreso", "tabla del informe", "fila", "parte de", "personas",
        "parte", "cuentas que se redondean a eso", "pública",
    ),
}  # fmt: skip
PUBLIC: Mapping[str, Said] = {
    "SHOWN": {"en": "shown", "es": "se muestra"},
    "TOTAL": {"en": "withheld¹", "es": "se reserva¹"},
    "FEW": {"en": "withheld²", "es": "se reserva²"},
    "BESIDE": {"en": "withheld³", "es": "se reserva³"},
    "TABLE": {"en": "withheld⁴", "es": "se reserva⁴"},
    "CROSSED": {"en": "withheld⁵", "es": "se reserva⁵"},
    "BASE": {"en": "withheld⁶", "es": "se reserva⁶"},
    "TOGETHER": {"en": "withheld⁷", "es": "se reserva⁷"},
}
REST: Said = {"en": "all but “{row}”", "es": "todas menos «{row}»"}
AND: Said = {"en": " and ", "es": " y "}
ROWS: Said = {"en": "Row by row", "es": "Fila por fila"}
DOUBTS: Said = {
    "en": "Where the source disagrees with itself, or leaves a doubt",
    "es": "Dónde la fuente se contradice o deja una duda",
}
DOUBT: Said = {
    "en": """- **By air, 5 %.** The source says that these are the unaccompanied children. They were {alone} of {total}, which is {alone_share} %: for 5 % between {air_from} and {air_to} people have to have flown. The shares of the three modes make 100, so 5 % is right of the modes and wrong of the children. Here {air} travelled by air: the {alone} children alone and {others} adults or families.
- **The places of registration make 100.8.** Each is rounded by itself, so this is no contradiction: the counts here make exactly {mexico}, and each gives its printed share. That {mexico} registered in Mexico was not printed: it is what 85 % irregular, 35 % of them in Guatemala, leaves if everybody registered in Guatemala was irregular.
- **5 % had applied to regularise.** That is from {applied_from} to {applied_to} people. The seven printed reasons make 100, and of the counts in that range only {divided} can be divided so; {applied} is the nearest to 5 %, and agrees with the note “about 84” in the file of published figures.
- **Without schooling: 46 % under five years and 54 % adults.** Together 100: not one person from 5 to 17 without schooling among {total}, which is hard to believe but not impossible. The adults are here all from 18 to 45, so that one cell of the report shows the 54 %.
- **Alone, 44 %.** With 51 % in families and 5 % with friends that is everybody, so the unaccompanied children are among the 44 %: the table with groups shows it, and not the row “alone” of the other.
- **Under 13, 19 %.** Taken as a share of all who travelled with first-degree relatives, like the 28 % from 0 to 17; of the minors it would be another number.
- **Schooling (96 %), nationality (98 %), age and work** leave out rows that were not printed; so do the incidents (96 %), here of {surveyed} people asked. That only surveyed people who returned from March 2019 on were asked, about a tenth, is inferred.
- **Work** has no printed base: here every adult, {adults}.
- **“About” 15 % with a health condition** is shown as what “none” leaves. Of how many is not printed: here everyone.
- **The 453 “requested and obtained support”**: that they had all returned by that day was not said; here they had. The 25 children “by plane” are the row of unaccompanied children, and in that file nobody else flew by then: children alone are crossed with nothing in the report, on purpose.
- **Whether the 137 under MPP are among the 1,703, and the 69 of the bus among the 137**, was not said: here they are in files of their own.
- **In between**, other reports gave 1,195 by 1 March 2019 (83 % men, 74 % from Honduras, 23 % from El Salvador, 48 children alone), 1,280 by 28 March (52), and 1,406 by 10 May (66; of those registered in Mexico 58 % in Mexico City, 24 % in Tijuana, 13 % in Tapachula). The same file gives them until those days. Not so the 74 % “aged 19 to 45” of 1 March: the report has no such group.""",
    "es": """- **Por aire, 5 %.** La fuente dice que son las niñas, niños y adolescentes no acompañados. Eran {alone} de {total}, que es {alone_share} %: para 5 % tienen que haber volado entre {air_from} y {air_to} personas. Las tres formas de viaje suman 100, así que 5 % es cierto de la forma de viaje y falso de la niñez sola. Aquí viajaron por aire {air}: los {alone} no acompañados y {others} personas más.
- **Los lugares de registro suman 100.8.** Cada uno se redondea por su lado, así que no es contradicción: las cuentas de aquí suman exactamente {mexico} y cada una da la parte impresa. Que en México se registraron {mexico} no se imprimió: es lo que deja 85 % irregular, 35 % de ellas en Guatemala, si todas las registradas en Guatemala estaban en situación irregular.
- **5 % había solicitado regularizarse.** Son de {applied_from} a {applied_to} personas. Las siete razones impresas suman 100, y de las cuentas de ese intervalo solo {divided} se pueden dividir así; {applied} es la más cercana a 5 % y coincide con la nota «about 84» del archivo de cifras publicadas.
- **Sin estudios: 46 % menores de cinco años y 54 % personas adultas.** Juntas son 100: nadie de 5 a 17 años sin estudios entre {total}, difícil de creer pero no imposible. Las adultas son aquí todas de 18 a 45, para que una sola celda del informe muestre el 54 %.
- **Sin compañía, 44 %.** Con 51 % en familia y 5 % con amistades son todas, así que la niñez no acompañada está en el 44 %: lo muestra la tabla con grupos, y no la fila «sin compañía» de la otra.
- **Menores de 13, 19 %.** Se toma como parte de quienes viajaron con familiares de primer grado, igual que el 28 % de 0 a 17; de los menores sería otro número.
- **Estudios (96 %), nacionalidad (98 %), edad y trabajo** omiten filas que no se imprimieron; también los incidentes (96 %), aquí de {surveyed} personas preguntadas. Que solo se preguntó a personas que volvieron desde marzo de 2019, cerca de una décima parte, se infiere.
- **El trabajo** no tiene base impresa: aquí toda persona adulta, {adults}.
- **«Cerca de» 15 % con un problema de salud** se muestra como lo que deja «ninguna». De cuántas no se imprimió: aquí todas.
- **Las 453 «solicitaron y obtuvieron apoyo»**: que todas hubieran vuelto ese día no se dijo; aquí sí. Los 25 «por avión» son la fila de la niñez no acompañada, y en ese archivo nadie más había volado hasta entonces: en el informe la niñez sola no se cruza con nada, a propósito.
- **Si las 137 en MPP están entre las 1 703, y las 69 del autobús entre las 137**, no se dijo: aquí están en archivos propios.
- **Entre una y otra fecha**, otros informes dieron 1 195 hasta el 1 de marzo de 2019 (83 % hombres, 74 % de Honduras, 23 % de El Salvador, 48 no acompañados), 1 280 hasta el 28 de marzo (52) y 1 406 hasta el 10 de mayo (66; de quienes se registraron en México, 58 % en Ciudad de México, 24 % en Tijuana, 13 % en Tapachula). El mismo archivo los da hasta esos días. No así el 74 % «de 19 a 45 años» del 1 de marzo: el informe no tiene ese grupo.""",
}
PICTURES: Mapping[str, tuple[str, ...]] = {
    "july": tuple(f"report-{page}.png" for page in range(1, 11)),
    "public": ("informe-publico-1.png",),
}
PICTURED: Mapping[str, Said] = {
    "july": {
        "en": "Page {page} of the internal report of July 2019, rebuilt",
        "es": "Página {page} del informe interno de julio de 2019, rehecho, en inglés",
    },
    "public": {
        "en": "Page {page} of its public edition, in Spanish",
        "es": "Página {page} de su edición pública",
    },
}
NOT_REBUILT: Said = {"en": "Not shown by a report", "es": "Lo que ningún informe muestra"}
NOT_HEADS: Mapping[str, tuple[str, ...]] = {
    "en": ("as of", "published", "printed", "why not"),
    "es": ("fecha", "publicado", "impreso", "por qué no"),
}
WHY_NOT: Mapping[str, Said] = {
    "DEMAND": {
        "en": "Who asked and who waits is known to a database; a file of returns holds only those who returned.",
        "es": "Quién pidió y quién espera lo sabe una base de datos; un archivo de retornos solo tiene a quienes volvieron.",
    },
    "ONE_TOTAL": {
        "en": "A single “about”, with no share beside it: any file of 330 rows would show it, and prove nothing.",
        "es": "Un solo «cerca de», sin ninguna parte al lado: lo mostraría cualquier archivo de 330 filas, y no probaría nada.",
    },
    "MONEY": {
        "en": "Not about people: a share of an organisation's budget.",
        "es": "No es de personas: es una parte del presupuesto de una organización.",
    },
    "ELSEWHERE": {
        "en": "Not returns of this programme: another programme, authority or activity.",
        "es": "No son retornos de este programa: es otro programa, autoridad o actividad.",
    },
}
WITHHELD: Said = {
    "en": "What the public edition withholds, and why",
    "es": "Qué se reserva la edición pública, y por qué",
}
WITHHELD_INTRO: Said = {
    "en": """The reports above are the internal edition. `examples/published/public/` holds July's public edition, as data and on paper, in Spanish: the same call with `--public`. The column “public” says what the public edition of each report shows of the published numbers: {shown} of {all}, and of July's own {july_shown} of {july_all}. Each is taken as the only one that is published of its people. November's and July's are of the same people: after November's, July's would be made with `--previous` and show {after} of its {july_all}. Of another {counted} it shows how many people they are, and no share.

It withholds {cost} % of the cells of July's report. That cannot be less than {few} %, for so many hold fewer than five people or nobody: most rows of a crossing are rare. Of the cells that hold more, {lost} % stand beside such a one and are withheld with it.

The reasons:""",
    "es": """Los informes de arriba son la edición interna. `examples/published/public/` tiene la edición pública de julio, como datos y en papel, en español: la misma orden con `--public`. La columna «pública» dice qué muestra de los números publicados la edición pública de cada informe: {shown} de {all}, y de los de julio {july_shown} de {july_all}. Cada una se toma como la única que se publica de sus personas. La de noviembre y la de julio son de las mismas: después de la de noviembre, la de julio se haría con `--previous` y mostraría {after} de sus {july_all}. De otros {counted} muestra cuántas personas son, y no qué parte.

Se reserva {cost} % de las casillas del informe de julio. Menos de {few} % no puede ser: tantas tienen menos de cinco personas o ninguna, pues en un cruce casi todas las filas son raras. De las casillas con más, {lost} % están al lado de una así y se reservan con ella.

Las razones:""",
}
REASONS: Mapping[str, Said] = {
    "TOTAL": {
        "en": "how many people returned in all is never published: what is not known of some has to stay open",
        "es": "cuántas personas volvieron en total nunca se publica: tiene que quedar abierto de cuántas no se sabe algo",
    },
    "FEW": {
        "en": "fewer than five people, or nobody",
        "es": "menos de cinco personas, o ninguna",
    },
    "BESIDE": {
        "en": "large enough itself, but somebody who knew it could work out a small number beside it",
        "es": "es bastante grande, pero quien la supiera podría deducir un número pequeño de al lado",
    },
    "TABLE": {
        "en": "the whole table is withheld: there is nothing in it that could be shown without giving somebody away",
        "es": "se reserva la tabla entera: nada de ella se puede mostrar sin delatar a alguien",
    },
    "CROSSED": {
        "en": "the table crosses three things at once (schooling, sex and being an adult), and such a table is never published",
        "es": "la tabla cruza tres cosas a la vez (estudios, sexo y ser persona adulta), y una tabla así nunca se publica",
    },
    "BASE": {
        "en": "how many people it is is shown, but not of how many, so there is no share: with the base somebody could work out that of fewer than five the answer is not known",
        "es": "se muestra cuántas personas son, pero no de cuántas, así que no hay parte: con la base alguien podría deducir que de menos de cinco no se conoce la respuesta",
    },
    "TOGETHER": {
        "en": "small places share one row with others",
        "es": "los lugares pequeños comparten una fila con otros",
    },
}
