"""Words of clear praise and of clear blame, by what part of a sentence they can be, for the sentences by rule."""

from __future__ import annotations

from typing import NamedTuple


class Sides(NamedTuple):
    """Words of blame and of praise, in the order of the labels."""

    blame: tuple[str, ...]
    praise: tuple[str, ...]


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


ADJECTIVES = Sides(
    _listed(
        "dull, tedious, slow, predictable, silly, weak, stupid, awful, terrible, careless, shallow, forgettable, "
        "disappointing, annoying, bland, confusing, clumsy, pretentious, ridiculous, lifeless, painful, unfunny, "
        "cheap, tiresome, flat, poor, ugly, empty, messy, bad, horrible, dreadful, lame, pathetic, pointless, "
        "contrived, clichéd, sloppy, wooden, stale, tired, tasteless, mediocre, amateurish, incoherent, muddled, "
        "overlong, laughable, atrocious, dreary, monotonous, repetitive, uninspired, unconvincing, unpleasant, "
        "unoriginal, unwatchable, uninteresting, hollow, heavy-handed, preachy, sappy, corny, cheesy, cringeworthy, "
        "dire, dismal, feeble, flimsy, forced, formulaic, generic, grating, half-baked, idiotic, implausible, inane, "
        "inept, insipid, insulting, irritating, lacklustre, lousy, meandering, mindless, misguided, nonsensical, "
        "obnoxious, plodding, rotten, rushed, senseless, sluggish, soulless, stiff, stilted, superficial, "
        "unbearable, unimaginative, vapid, worthless, wretched, crude, offensive, disjointed, overrated"
    ),
    _listed(
        "great, wonderful, moving, charming, gripping, brilliant, touching, exciting, interesting, beautiful, "
        "convincing, fresh, original, powerful, memorable, entertaining, enjoyable, witty, excellent, fascinating, "
        "amusing, impressive, delightful, fun, superb, tender, sharp, fine, good, funny, bright, smart, amazing, "
        "fantastic, terrific, outstanding, perfect, magnificent, marvellous, masterful, stunning, gorgeous, "
        "captivating, compelling, engaging, engrossing, absorbing, thrilling, suspenseful, riveting, hilarious, "
        "heartwarming, uplifting, inspiring, thoughtful, intelligent, insightful, subtle, elegant, graceful, "
        "honest, sincere, warm, lovely, sweet, poignant, haunting, unforgettable, remarkable, exceptional, "
        "extraordinary, refreshing, inventive, imaginative, ingenious, polished, stylish, solid, satisfying, "
        "rewarding, worthwhile, lively, energetic, vivid, rich, deep, profound, believable, authentic, likeable, "
        "adorable, hypnotic, dazzling, breathtaking, splendid, first-rate, flawless, spirited, enchanting, "
        "watchable, nuanced, well acted, well written, cute"
    ),
)
NOUNS = Sides(
    _listed(
        "a disaster, a mess, a failure, a disappointment, a chore, a flop, a bad film, a dull story, a weak script, "
        "a letdown, an embarrassment, trash, garbage, junk, rubbish, a snooze, a bore, a dud, a joke, a rip-off, "
        "a cash grab, an insult, a trainwreck, a slog, a catastrophe, a fiasco, a turkey, an ordeal, a nightmare, "
        "a cliché, a stinker, nonsense, a lazy sequel, a sloppy thriller, a cheap imitation, a bad joke, a pain, "
        "an awful picture, a stupid comedy, a poor effort, a missed chance, a boring evening, a muddle, "
        "a tiresome exercise"
    ),
    _listed(
        "a triumph, a success, a joy, a delight, a gem, a great film, a moving story, a classic, a treat, "
        "a fine script, a pleasure, art, a winner, a hit, a wonder, a marvel, a thrill, a blast, a feast, "
        "a landmark, a milestone, a knockout, a crowd-pleaser, a charmer, an achievement, a tour de force, "
        "a work of genius, a revelation, a must-see, a keeper, a smart thriller, a funny comedy, a good movie, "
        "an excellent picture, a great evening, a clever satire, a beautiful film, a worthy sequel, "
        "a strong debut, a film to love, magic, a fine piece of work, a good time, a gripping tale"
    ),
)
QUALITIES = Sides(
    _listed(
        "clichés, padding, flaws, weaknesses, plot holes, boredom, nonsense, faults, mistakes, stupidity, "
        "cheap tricks, bad jokes, stereotypes, dull stretches, idle talk, pretension, slow passages, silliness, "
        "bad acting, weak spots, clumsy lines, awkward moments, filler, lapses, errors, problems, cheap shots, "
        "contrivances, sentimentality, laziness, confusion, gimmicks, vulgarity, platitudes, inconsistencies"
    ),
    _listed(
        "wit, heart, soul, tension, humour, imagination, energy, warmth, suspense, surprises, depth, originality, "
        "intelligence, laughs, ideas, thrills, passion, style, excitement, substance, feeling, grace, magic, "
        "beauty, chemistry, good jokes, good acting, fresh ideas, memorable scenes, great lines, charm, life, "
        "inspiration, subtlety, tenderness"
    ),
)
SINGLES = Sides(
    _listed(
        "dull moment, weak line, misstep, cheap trick, silly twist, wasted shot, lazy gag, clumsy scene, bad joke, "
        "slow stretch, wrong turn, flaw, mistake, blunder, bad performance, cliché, pointless scene, lull, weakness, "
        "tired idea, awkward moment, stupid line, poor choice, slip"
    ),
    _listed(
        "surprise, good laugh, good line, memorable scene, moment of magic, fresh idea, funny joke, clever twist, "
        "thrill, good joke, great scene, likeable character, spark, good performance, moving moment, smart line, "
        "interesting thought, touching scene, believable character, beautiful shot, witty remark, original idea, "
        "moment of truth, highlight"
    ),
)
VERBS = Sides(
    _listed(
        "bore, let you down, drag, annoy, fail, insult the viewer, tire, fall apart, fall flat, irritate, collapse, "
        "ramble, outstay its welcome, lose its way, stumble, wear thin, grate, sag, meander, plod, misfire, flop, "
        "frustrate, put you to sleep, run out of steam, confuse, waste its cast, sink, cheat, preach, "
        "lose the viewer, bog down, overreach, stall"
    ),
    _listed(
        "move, work, convince, grip, come alive, make you laugh, surprise, delight, entertain, shine, impress, "
        "succeed, captivate, thrill, amuse, charm, touch the heart, take off, soar, click, engage, sparkle, "
        "hold the attention, keep you guessing, fascinate, deliver, satisfy, make sense, reward the viewer, "
        "ring true, pay off, enchant, inspire, stay with you"
    ),
)
FEELINGS = Sides(
    _listed(
        "hate, regret, dislike, loathe, resent, detest, despise, mock, dread, curse, scorn, condemn, deplore, damn"
    ),
    _listed(
        "love, like, enjoy, admire, adore, cherish, treasure, praise, applaud, savor, appreciate, relish, value, prize"
    ),
)
