namespace Optiglot.DemoWorld;

/// <summary>Scores translations of the world's captions by what only the picture tells: the sense of the ambiguous noun, and colours the source leaves
/// out.</summary>
/// <param name="language">"de" or "fr".</param>
public sealed class AmbiguityScorer(string language)
{
    /// <summary>Scores one translation a scene.</summary>
    /// <param name="scenes">What is true: pass the scenes whose sentences were translated, whatever picture the translator saw.</param>
    /// <param name="hypotheses">Natural or tokenised text, any case.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or the language is not a target of the world.</exception>
    public AmbiguityScore Score(IReadOnlyList<Scene> scenes, IReadOnlyList<string> hypotheses)
    {
        if (scenes.Count != hypotheses.Count) throw new ArgumentException($"{scenes.Count} scenes but {hypotheses.Count} translations");
        var choices = new SenseChoice?[scenes.Count];
        int hidden = 0, coloured = 0;
        for (int i = 0; i < scenes.Count; i++)
        {
            var plan = scenes[i].Plan;
            string[] words = [.. WordList.Of(hypotheses[i])];
            choices[i] = Choice(plan.Ambiguous, words);
            if (!plan.Plain.ColourIsHidden) continue;
            hidden++;
            if (NamesColour(plan, words)) coloured++;
        }
        return new()
        {
            Ambiguous = choices.Count(c => c is not null),
            RightSense = choices.Count(c => c == SenseChoice.Right),
            OtherSense = choices.Count(c => c == SenseChoice.Other),
            HiddenColours = hidden,
            RightColours = coloured,
            Choices = choices,
            Nouns = [.. Lexicon.Ambiguous.Where(n => n.IsAmbiguousIn(language)).Select(noun => new NounAccuracy(
                noun.Singular,
                scenes.Where((s, i) => s.Plan.Ambiguous.Noun == noun && choices[i] == SenseChoice.Right).Count(),
                scenes.Count(s => s.Plan.Ambiguous.Noun == noun)))],
        };
    }

    private SenseChoice? Choice(Mention mention, string[] words)
    {
        if (!mention.Noun.IsAmbiguousIn(language)) return null;
        bool Has(int sense) => WordList.Set(mention.Noun.Senses[sense].Forms(language)).Overlaps(words);
        return (Has(mention.SenseIndex), Has(1 - mention.SenseIndex)) switch
        {
            (true, false) => SenseChoice.Right,
            (false, true) => SenseChoice.Other,
            _ => SenseChoice.Neither,
        };
    }

    /// <summary>The colour occurs as often as it should: "ein roter Schläger neben einem blauen Ball" does not name a red ball.</summary>
    private bool NamesColour(ScenePlan plan, string[] words)
    {
        var forms = WordList.Set(plan.Plain.Colour.Forms(language));
        int due = 1 + (plan.Ambiguous.ColourInTranslation && plan.Ambiguous.Colour == plan.Plain.Colour ? 1 : 0);
        return words.Count(forms.Contains) >= due;
    }
}
