"""Passages and questions written by hand for this project, to measure with: never trained on, never chosen by.

The questions use other words than the sentences where people would.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.messages import M, Message


@dataclass(frozen=True)
class Written:
    """name: in addresses. text: of several sentences. questions: each with the number of its sentence."""

    name: str
    title: Message
    text: str
    questions: tuple[tuple[str, int], ...]


WRITTEN = (
    Written(
        "lighthouse",
        M("A lighthouse"),
        "The lighthouse at Cape Orin was finished in 1871 after nine years of work. Its keeper, Martha Lindqvist, "
        "lived there with two goats and a parrot. Every evening she climbed 214 steps to light the lamp. The lamp "
        "burned whale oil until 1902, when it was replaced by electricity. On clear nights ships could see its "
        "beam from forty kilometres away. Today the building is a museum that opens only in summer.",
        (
            ("When was the lighthouse completed?", 0),
            ("Who was the keeper?", 1),
            ("How many stairs did she go up each night?", 2),
            ("What fuel did the lamp use at first?", 3),
            ("From how far away was the light visible?", 4),
            ("What is the lighthouse used for now?", 5),
        ),
    ),
    Written(
        "bakery",
        M("A bakery"),
        "Tomas opens his bakery on Mill Street at five in the morning. He learned the trade from his grandmother "
        "in Porto. The rye bread takes eighteen hours because the dough rises twice. On Saturdays people queue "
        "around the corner for his cinnamon rolls. He uses flour from a farm only ten kilometres away. Last year "
        "he hired two apprentices, Ines and Paul. What is not sold by evening goes to a shelter for the homeless.",
        (
            ("What time does the shop open?", 0),
            ("Who taught Tomas to bake?", 1),
            ("How long does rye bread take?", 2),
            ("What do customers wait in line for at the weekend?", 3),
            ("Where does the flour come from?", 4),
            ("Who are the apprentices?", 5),
            ("What happens to leftover bread?", 6),
        ),
    ),
    Written(
        "river",
        M("A river"),
        "The Vessel River rises in the Grey Mountains and flows south for 340 kilometres. It passes through three "
        "countries before it reaches the sea. In spring, melting snow often floods the fields near Halden. Farmers"
        " there grow rice because the soil stays wet. A dam built in 1964 supplies electricity to half a million "
        "homes. Salmon can no longer swim upstream, so a fish ladder was added in 2011. The river is too shallow "
        "for large ships.",
        (
            ("Where does the river begin?", 0),
            ("How many countries does it cross?", 1),
            ("What causes the floods?", 2),
            ("Which crop do farmers plant?", 3),
            ("How many households get power from the dam?", 4),
            ("What was constructed to help the fish?", 5),
            ("Why can big boats not use the river?", 6),
        ),
    ),
    Written(
        "telescope",
        M("An observatory"),
        "Doctor Amara Okafor has led the observatory since 2015. Its main telescope has a mirror four metres wide."
        " The site was chosen because the air above the desert is dry and still. Astronomers from twelve "
        "universities share the observing time. In March the team found a planet that circles its star in nine "
        "days. The discovery was published in a journal the following month. Clouds stop the work on about thirty "
        "nights a year.",
        (
            ("Who runs the observatory?", 0),
            ("How wide is the mirror?", 1),
            ("Why was the observatory built in the desert?", 2),
            ("How many universities use the telescope?", 3),
            ("What did the team discover in March?", 4),
            ("Where were the results published?", 5),
            ("How often does bad weather interrupt observations?", 6),
        ),
    ),
    Written(
        "train",
        M("A night train"),
        "The night train from Hanoi to Hue leaves at ten past seven. It has eleven carriages, two of them with "
        "beds. A ticket for a bed costs about thirty dollars. Dinner is served in the dining car until nine. Most "
        "passengers fall asleep before the train reaches Vinh. The journey takes thirteen hours if nothing goes "
        "wrong. Bicycles must be handed in at the luggage office an hour before departure.",
        (
            ("When does the train depart?", 0),
            ("How many carriages have beds?", 1),
            ("What is the price of a bed?", 2),
            ("Until what time can people eat dinner?", 3),
            ("How long does the trip last?", 5),
            ("Where do travellers leave their bicycles?", 6),
        ),
    ),
    Written(
        "garden",
        M("A school garden"),
        "The school garden was started by the biology teacher, Mr. Novak, in 2008. Pupils grow tomatoes, beans and"
        " pumpkins behind the gym. Rain from the roof is collected in four large barrels. Bees were brought in "
        "three years ago to pollinate the apple trees. The honey is sold at the winter fair to pay for new tools. "
        "Rabbits ate all of the lettuce last May, so a fence was put up. Each class looks after its own bed for "
        "one year.",
        (
            ("Who began the school garden?", 0),
            ("Which vegetables do the children grow?", 1),
            ("How is rainwater stored?", 2),
            ("Why did they get bees?", 3),
            ("How do they pay for tools?", 4),
            ("Which animals destroyed the lettuce?", 5),
            ("For how long does a class take care of a bed?", 6),
        ),
    ),
    Written(
        "program",
        M("A program"),
        "The program reads a table from a file and checks every row before it starts. Rows with missing dates are "
        "listed on the screen and left out. By default the last twenty per cent of the rows are kept for testing. "
        "A progress bar shows how much time is left. You can stop the training with the Cancel button without "
        "losing the best model so far. Results are saved in a folder called runs in your home directory. No data "
        "ever leaves your computer.",
        (
            ("What happens to rows without a date?", 1),
            ("How much of the data is used for testing?", 2),
            ("How do I see the remaining time?", 3),
            ("How can I interrupt training?", 4),
            ("Where are results stored?", 5),
            ("Is my data sent anywhere?", 6),
        ),
    ),
    Written(
        "painter",
        M("A painter"),
        "Elena Marsh was born in Bristol in 1894, the youngest of six children. Her father, a carpenter, gave her "
        "a box of paints when she was seven. She studied in Paris under Henri Laurent and shared a flat with the "
        "poet Ana Ruiz. During the war she drove an ambulance near Verdun. Her most famous picture, The Blue Door,"
        " hangs in the town hall of Leeds. A fire destroyed most of her early work in 1931. She died in Lisbon at "
        "the age of eighty.",
        (
            ("Where was Elena born?", 0),
            ("What was her father's job?", 1),
            ("Who was her teacher?", 2),
            ("What did she do in the war?", 3),
            ("Where can people see The Blue Door?", 4),
            ("How were many of her paintings lost?", 5),
            ("How old was she when she died?", 6),
        ),
    ),
)
