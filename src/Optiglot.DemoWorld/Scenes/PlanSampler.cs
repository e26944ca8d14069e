namespace Optiglot.DemoWorld;

/// <summary>Draws scene plans. The sense comes last and from a stream of its own, so that nothing else in the sentence can tell it.</summary>
internal sealed class PlanSampler(WorldOptions options, WorldRandom words, WorldRandom senses)
{
    private static readonly CaptionPattern[] Patterns = Enum.GetValues<CaptionPattern>();
    private static readonly Relation[] Relations = Enum.GetValues<Relation>();
    private readonly Noun[] ambiguousNouns = [.. Lexicon.Ambiguous.Take(options.AmbiguousNouns)];
    private readonly Noun[] plainNouns = [.. Lexicon.Plain.Take(options.PlainNouns)];
    private readonly Colour[] colours = [.. Lexicon.Colours.Take(options.Colours)];
    private readonly Dictionary<Noun, int> owed = [];

    /// <summary>Draws a plan that is not among <paramref name="seen"/> yet, and adds it there.</summary>
    /// <exception cref="ArgumentException">The world is too small for so many different scenes.</exception>
    public ScenePlan Next(HashSet<string> seen)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            var plan = Draw();
            if (!seen.Add(Key(plan))) continue;
            int sense = Balanced(plan.Ambiguous.Noun);
            return sense == 0 ? plan : plan.Twin();
        }
        throw new ArgumentException("the demo world has no more different scenes: ask for fewer captions");
    }

    /// <summary>What makes two scenes the same: all that is said and painted, the sense left aside.</summary>
    private static string Key(ScenePlan plan) => $"{CaptionWriter.Write(plan).English}|{plan.First.Colour.English}|{plan.Second.Colour.English}";

    private ScenePlan Draw()
    {
        var ambiguous = Draw(ambiguousNouns, options.AmbiguousColourChance, always: false);
        var plain = Draw(plainNouns, options.PlainColourChance, always: true);
        bool ambiguousFirst = words.Chance(0.5);
        var pattern = words.Pick(Patterns);
        var relation = words.Pick(Relations);
        while (pattern == CaptionPattern.Statement && relation == Relation.And) relation = words.Pick(Relations);
        bool room = ambiguous.Count + plain.Count < 4;
        return new ScenePlan
        {
            Pattern = pattern,
            Relation = relation,
            First = ambiguousFirst ? ambiguous : plain,
            Second = ambiguousFirst ? plain : ambiguous,
            Place = words.Pick(Lexicon.Places),
            PlaceInCaption = words.Chance(options.PlaceChance) || pattern == CaptionPattern.PlaceFirst,
            Bystander = words.Chance(options.BystanderChance) && room ? Bystander(plain.Noun) : null,
        };
    }

    private Mention Draw(IReadOnlyList<Noun> nouns, double colourChance, bool always)
    {
        bool named = words.Chance(colourChance);
        int count = words.Chance(options.PluralChance) ? 2 : 1;
        return new(words.Pick(nouns), 0, words.Pick(colours), count, named, named || always);
    }

    private Mention Bystander(Noun taken)
    {
        Noun noun;
        do noun = words.Pick(plainNouns);
        while (noun == taken);
        return new(noun, 0, words.Pick(colours), 1, false, false);
    }

    /// <summary>Senses come in shuffled pairs, one of each: 50/50 for every noun.</summary>
    private int Balanced(Noun noun)
    {
        if (owed.Remove(noun, out int sense)) return sense;
        int first = senses.Below(2);
        owed[noun] = 1 - first;
        return first;
    }
}
