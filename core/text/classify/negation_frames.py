"""Frames of sentences in which a word of praise or of blame stands, with and without a negation."""

from __future__ import annotations

from typing import NamedTuple

from core.text.classify.negation_words import ADJECTIVES, FEELINGS, NOUNS, QUALITIES, SINGLES, VERBS, Sides

THINGS = (
    "it", "the film", "this movie", "the plot", "the acting", "the story", "the script", "the ending", "this",
    "the second half", "the cast", "the dialogue", "this thriller", "her performance", "his latest film",
)  # fmt: skip
OBJECTS = (
    "the film", "this movie", "the plot", "the lead role", "the story", "the script", "the ending", "the music",
    "the second half", "this one", "her performance", "the way it was shot", "the characters", "the sets",
)  # fmt: skip
STARTS = ("",) * 8 + ("honestly, ", "for me, ", "to my surprise ", "all in all ", "and ")
ENDS = ("", "", "", ".", ".", ".", "!", ", really.", ", i think.", ", i must say.")


class Kind(NamedTuple):
    """words: of both sides. plain: frames without a negation. keeping, turning: those whose negation leaves, and turns
    round, the side of {word} and {other}.

    {does} is the word in the third person, {did} in the past, {against} a word of the other side. often: how often the
    kind is drawn.
    """

    words: Sides
    plain: tuple[str, ...]
    keeping: tuple[str, ...]
    turning: tuple[str, ...]
    often: int


OF_ADJECTIVES = Kind(
    ADJECTIVES,
    (
        "{thing} is {word}", "{thing} was {word}", "{word}", "{thing} gets {word}", "{thing} is always {word}",
        "{thing} feels {word}", "i found {thing} {word}", "{word} and {other}", "so {word}", "{thing} was so {word}",
        "everyone could call {thing} {word}", "how {word}", "{thing} seems {word} to me",
        "{word} from start to finish", "there is something {word} about {thing}", "i did find {thing} {word}",
        "{thing} is {word}, {other} even",
    ),
    (
        "{thing} is not only {word} but also {other}", "{thing} is not {against} but {word}",
        "{thing} is not {word}, but {other}", "not {word}, yet {other}", "{thing} could not be more {word}",
        "i cannot say often enough how {word} {thing} is", "nobody can deny that {thing} is {word}",
        "{thing} is never less than {word}", "nothing if not {word}", "{thing} looks {against} but is {word}",
        "{thing} may be {against}, yet it is {word}", "not so {word} as it might be but still {other}",
        "never anything but {word}", "{thing} isn't just {word}, it is {other}", "not {against} at all but {word}",
        "{against} at first, but not for long: {thing} becomes {word}", "no doubt {thing} is {word}",
        "{thing} is not {word}, though it is {other}", "i have never seen anything so {word}",
        "{against} it is not, {word} it is",
    ),
    (
        "{thing} is not {word}", "{thing} was not {word}", "{thing} isn't {word}", "not {word}",
        "{thing} wasn't {word}", "{thing} is never {word}", "never {word}", "{thing} never gets {word}",
        "{thing} is not {word} at all", "not {word} at all", "{thing} is hardly {word}",
        "{thing} is anything but {word}", "{thing} is far from {word}", "i did not find {thing} {word}",
        "there is nothing {word} about {thing}", "{thing} never feels {word}", "{thing} does not get {word}",
        "nothing {word} here", "{thing} isn't the least bit {word}", "{thing} was never {word}",
        "{thing} is neither {word} nor {other}", "no one would say {thing} is {word}",
        "no one could call {thing} {word}", "nobody will call {thing} {word}", "{thing} is scarcely {word}",
        "i would not call {thing} {word}", "you cannot call {thing} {word}", "{thing} is barely {word}",
        "neither {word} nor {other}", "i never found {thing} {word}", "{thing} doesn't feel {word}",
        "far from {word}", "anything but {word}", "{thing} is not very {word}", "not once is {thing} {word}",
        "hardly {word}, hardly {other}", "{thing} is not {word} or {other}", "{thing} manages not to be {word}",
        "{thing} is in no way {word}", "i do not think {thing} is {word}", "who would call {thing} {word}? not me",
        "no {word} piece of work", "this is no {word} thriller", "{thing} is rarely {word}",
        "{thing} can't be called {word}",
    ),
    12,
)  # fmt: skip
OF_NOUNS = Kind(
    NOUNS,
    (
        "{thing} is {word}", "{thing} was {word}", "what {word}", "{word}", "{word} from start to finish",
        "{thing} turned out to be {word}", "{thing} is {word} and {other}", "i call {thing} {word}",
    ),
    (
        "{thing} is nothing less than {word}", "{thing} is nothing but {word}", "not {against} but {word}",
        "{thing} is not just {word} but {other}", "nothing short of {word}", "{thing} is not {against}, it is {word}",
        "{thing} may not be {word}, but it is {other}", "nobody can deny that {thing} is {word}",
        "i did not expect {word}, but {thing} is that", "never anything but {word}",
    ),
    (
        "{thing} is not {word}", "{thing} isn't {word}", "{thing} was not {word}", "not {word}", "hardly {word}",
        "{thing} is by no means {word}", "{thing} is far from {word}", "{thing} is anything but {word}",
        "{thing} is scarcely {word}", "i would not call {thing} {word}", "no one would call {thing} {word}",
        "{thing} is neither {word} nor {other}", "{thing} wasn't {word}", "far from {word}",
        "{thing} is barely {word}", "{thing} never becomes {word}", "anything but {word}",
        "{thing} is not exactly {word}", "neither {word} nor {other}", "{thing} did not turn out to be {word}",
    ),
    3,
)  # fmt: skip
OF_QUALITIES = Kind(
    QUALITIES,
    (
        "{thing} is full of {word}", "{word} in every scene", "so much to see: {word} and {other}",
        "plenty of {word}", "{thing} has {word}", "{thing} offers {word} and {other}", "i noticed {word} everywhere",
        "nothing but {word}", "one thing {thing} has: {word}", "all that {word}",
    ),
    (
        "{thing} is not without {word}", "no lack of {word}", "{thing} has no {against}, but {word}",
        "not only {word} but also {other}", "{thing} has no {word}, but it has {other}", "there is no end of {word}",
        "{thing} never runs out of {word}", "no {against}, only {word}", "no shortage of {word} here",
        "{thing} has {against}, but more {word}",
    ),
    (
        "{thing} has no {word}", "without {word}", "{thing} lacks {word}", "there is no {word} in {thing}",
        "not a trace of {word}", "{thing} is free of {word}", "i found no {word} in {thing}", "devoid of {word}",
        "no {word} whatsoever", "no {word} and no {other}", "{thing} does not have {word}", "hardly any {word}",
        "{thing} is without {word}", "{thing} has neither {word} nor {other}", "no {word}", "i saw no {word}",
        "{thing} doesn't have any {word}", "barely any {word}", "little or no {word}", "where is the {word}? nowhere",
        "there are no signs of {word}", "{thing} is not full of {word}", "never mind {word}, there is none",
        "not much {word} in {thing}", "{thing} lacks both {word} and {other}",
    ),
    4,
)  # fmt: skip
OF_SINGLES = Kind(
    SINGLES,
    (
        "one {word} after another", "{thing} has many a {word}", "{word} after {word}", "every minute another {word}",
        "there is a {word} in every scene", "i liked to count: one {word}, two, then ten",
    ),
    (
        "not one {word} but ten", "never without a {word}", "not a {against} but a {word}",
        "no scene without a {word}", "hardly a minute without a {word}", "not just one {word}, but many",
    ),
    (
        "not a single {word}", "not one {word}", "without a single {word}", "there is not one {word} in {thing}",
        "i did not see one {word}", "never a {word}", "hardly a {word}", "barely a {word} in {thing}",
        "without a {word}", "{thing} does not have a single {word}", "no {word} anywhere", "scarcely a {word}",
        "i could not find one {word} in {thing}", "there was never a {word}", "not a {word} in sight",
    ),
    3,
)  # fmt: skip
OF_VERBS = Kind(
    VERBS,
    (
        "{thing} {does}", "{thing} always {does}", "{thing} often {does}", "{thing} really {does}",
        "the way {thing} {does}", "{thing} {does} from the first minute", "{thing} is sure to {word}",
    ),
    (
        "{thing} never fails to {word}", "{thing} cannot but {word}", "there is no scene that does not {word}",
        "{thing} does not {against}, it {does}", "{thing} doesn't only {word}, it {other_does}",
        "{thing} does not {word}, but it {other_does}", "it is not long before {thing} {does}",
    ),
    (
        "{thing} never {does}", "{thing} hardly ever {does}", "{thing} does not {word}", "{thing} doesn't {word}",
        "{thing} did not {word}", "{thing} didn't {word}", "not once does {thing} {word}", "{thing} rarely {does}",
        "{thing} refuses to {word}", "{thing} does not {word} at all", "never does {thing} {word}",
        "{thing} won't {word}", "{thing} will not {word}", "{thing} neither {does} nor {other_does}",
        "{thing} hardly {does}", "{thing} could not {word}", "{thing} does nothing to {word}",
    ),
    4,
)  # fmt: skip
OF_FEELINGS = Kind(
    FEELINGS,
    (
        "i {word} {object}", "i {did} {object}", "we {did} {object}", "i really {did} {object}", "{did} {object}",
        "i {word} {object} more than ever", "i did {word} {object}", "everybody {did} {object}",
    ),
    (
        "i cannot {word} {object} enough", "i can't {word} {object} enough", "i cannot help but {word} {object}",
        "you could not {word} {object} more than i do", "who does not {word} {object}",
        "i have never {did} a film more", "i did not {against} {object}, i {did} it",
        "i could not stop myself: i {did} {object}",
    ),
    (
        "i did not {word} {object}", "i didn't {word} {object}", "i do not {word} {object}",
        "i don't {word} {object}", "i never {did} {object}", "i could not {word} {object}",
        "i couldn't {word} {object}", "we did not {word} {object}", "i cannot {word} {object}",
        "i can't {word} {object}", "i neither {did} nor {other_did} {object}", "i would not {word} {object}",
        "didn't {word} {object}", "she does not {word} {object}", "i do not really {word} {object}",
        "i hardly {did} {object}",
    ),
    5,
)  # fmt: skip

SAYINGS = Sides(
    (
        "i would not watch {object} again", "i will never watch {object} again", "not worth a penny",
        "not worth seeing", "{thing} could not be worse", "{thing} couldn't have been worse",
        "{thing} could have been better", "{thing} should have been better", "it does not get worse than this",
        "there is nothing special about {object}", "nothing new here", "nothing to write home about",
        "there is something wrong with {object}", "i had more than enough of {object}", "i cannot stand {object}",
        "i do not recommend {object}", "i would not recommend {object} to anyone", "i don't recommend {object}",
        "do not bother with {object}", "don't waste your money", "i have many complaints about {object}",
        "i have nothing good to say about {object}", "something is missing in {object}", "i want my money back",
        "i wish i had not seen {object}", "not my idea of fun", "i did not care what happened",
        "it could not be over soon enough", "i regret having seen {object}", "there is a lot wrong with {object}",
        "{object} left me cold", "{thing} did nothing for me", "i could not wait to leave",
        "i see no point in {object}", "{thing} is nothing special", "i would rather not see {object} again",
    ),
    (
        "i would watch {object} again", "i will watch {object} again and again", "worth every penny",
        "well worth seeing", "{thing} could not be better", "{thing} couldn't have been better",
        "{thing} is better than i thought possible", "as good as could be", "it does not get better than this",
        "there is something special about {object}", "something new here", "something to write home about",
        "there is nothing wrong with the {part}", "i could not get enough of {object}", "i cannot fault {object}",
        "i do recommend {object}", "i would recommend {object} to anyone", "i recommend {object}",
        "do not miss {object}", "don't miss {object}", "nobody will complain about {object}",
        "i have nothing bad to say about {object}", "nothing is missing in {object}", "i would not ask for more",
        "i wish i had not waited so long to see {object}", "my idea of fun", "i cared what happened",
        "no complaints about the {part}", "no regrets about seeing {object}",
        "there is not a thing wrong with the {part}", "{object} did not leave me cold",
        "{thing} did everything for me", "i could not look away", "not to be missed", "{thing} is something special",
        "i would not hesitate to see {object} again",
    ),
)  # fmt: skip
"""Sentences with a label of their own: what turns in them is no word that could be exchanged."""
SAYINGS_OFTEN = 4
DETAILS = ("acting", "pace", "music", "camera work", "editing", "dialogue", "story", "direction", "cast", "sound")

KINDS = (OF_ADJECTIVES, OF_NOUNS, OF_QUALITIES, OF_SINGLES, OF_VERBS, OF_FEELINGS)
