using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Optiglot.Training;

/// <summary>
/// Makes <see cref="RecipeNode"/>s of YAML's events, within limits: brackets that nest without end, and aliases that multiply ("billion laughs"), are told
/// before they take stack or memory.
/// </summary>
/// <param name="text">The YAML.</param>
/// <param name="file">What errors call it.</param>
/// <param name="fixedLine">The line errors tell; null: the one in the text.</param>
internal sealed class RecipeParser(string text, string file, int? fixedLine)
{
    // Deeper and larger than any recipe.
    private const int MaximumDepth = 32, MaximumValues = 100_000;

    private readonly Parser parser = new(new StringReader(text));
    private readonly Dictionary<AnchorName, (RecipeNode Node, int Values)> anchors = [];
    private int values;

    /// <summary>The document; null where there is none.</summary>
    /// <exception cref="InvalidDataException">Not YAML, or beyond the limits.</exception>
    internal RecipeNode? Read()
    {
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _)) return null;
            parser.Consume<DocumentStart>();
            RecipeNode node = Node(0);
            parser.Consume<DocumentEnd>();
            if (parser.Current is DocumentStart second) throw new InvalidDataException($"{Place(second)}: a second document begins here; a recipe is one.");
            return node;
        }
        catch (Exception cause) when (cause is not (InvalidDataException or OutOfMemoryException))
        {
            // The library has exceptions of many kinds for what is no YAML; a bracket that is never closed is told without a place.
            string place = fixedLine is null ? $"{file}:{(cause as YamlException)?.Start.Line ?? text.Count(letter => letter == '\n')}" : file;
            throw new InvalidDataException(
                $"{place}: not valid YAML: {cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}: check brackets, quotes and indentation there", cause);
        }
    }

    private RecipeNode Node(int depth)
    {
        ParsingEvent at = parser.Consume<ParsingEvent>();
        if (depth > MaximumDepth) throw new InvalidDataException($"{Place(at)}: nested too deeply.");
        int before = Count(at, 1) - 1;
        AnchorName anchor = at is NodeEvent named ? named.Anchor : AnchorName.Empty;
        RecipeNode node = at switch
        {
            Scalar scalar => new RecipeScalar(file, Line(at), IsNull(scalar) ? null : scalar.Value),
            SequenceStart => List(Line(at), depth),
            MappingStart => Map(Line(at), depth),
            AnchorAlias alias => Alias(alias),
            _ => throw new InvalidDataException($"{Place(at)}: this kind of YAML has no place in a recipe."),
        };
        if (!anchor.IsEmpty) anchors[anchor] = (node, values - before);
        return node;
    }

    private RecipeList List(int line, int depth)
    {
        List<RecipeNode> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new RecipeList(file, line, items);
    }

    private RecipeMap Map(int line, int depth)
    {
        List<RecipeEntry> entries = [];
        HashSet<string> keys = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key)) throw new InvalidDataException($"{Place(parser.Current!)}: a key must be a word.");
            if (!keys.Add(key.Value)) throw new InvalidDataException($"{Place(key)}: not valid YAML: the key '{key.Value}' is here twice; leave one out.");
            entries.Add(new RecipeEntry(key.Value, Line(key), file, Node(depth + 1)));
        }

        return new RecipeMap(file, line, entries);
    }

    // The very same node: what costs is what is later made of it.
    private RecipeNode Alias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out (RecipeNode Node, int Values) known))
            throw new InvalidDataException($"{Place(alias)}: not valid YAML: there is no anchor &{alias.Value} above this line.");
        Count(alias, known.Values);
        return known.Node;
    }

    private int Count(ParsingEvent at, int more) => (values += more) <= MaximumValues ? values
        : throw new InvalidDataException($"{Place(at)}: more than {MaximumValues:N0} values, those of aliases counted each time; a recipe is shorter.");

    private string Place(ParsingEvent at) => fixedLine is null ? $"{file}:{Line(at)}" : file;

    private int Line(ParsingEvent at) => fixedLine ?? (int)at.Start.Line;

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
}
