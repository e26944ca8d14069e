using static Optiglot.DemoWorld.Layer;

namespace Optiglot.DemoWorld;

/// <summary>Things of the house and the street.</summary>
internal static class ThingDrawings
{
    public static readonly Drawing RibbonBow = new(
        new("M46 56 L22 94 L35 90 L42 98 L54 60 Z M54 56 L78 94 L65 90 L58 98 L46 60 Z", Tone.Dark),
        new("M46 46 C36 24 16 12 4 16 C0 34 0 58 6 76 C20 76 38 66 46 54 Z", Tone.Main),
        new("M54 46 C64 24 84 12 96 16 C100 34 100 58 94 76 C80 76 62 66 54 54 Z", Tone.Main),
        new("M12 30 C10 42 12 54 16 64 C22 56 22 40 12 30 Z M88 30 C90 42 88 54 84 64 C78 56 78 40 88 30 Z", Tone.Dark, 0.7f),
        new(Box(41, 36, 18, 26, 6), Tone.Light));

    public static readonly Drawing Factory = new(
        new(Oval(66, 9, 7, 5.5f) + Oval(54, 6, 5, 4), Tone.Paper, 0.8f),
        new("M68 20 L80 20 L83 60 L66 60 Z", Tone.Dark),
        new("M4 95 L4 54 L24 38 L24 54 L44 38 L44 54 L64 38 L64 54 L96 54 L96 95 Z", Tone.Main),
        new("M12 62 h10 v9 h-10 Z M30 62 h10 v9 h-10 Z M48 62 h10 v9 h-10 Z M66 62 h10 v9 h-10 Z M12 78 h10 v9 h-10 Z M30 78 h10 v9 h-10 Z", Tone.Paper, 0.7f),
        new("M66 95 L66 77 L86 77 L86 95 Z", Tone.Dark));

    public static readonly Drawing Envelope = new(
        new(Box(2, 20, 96, 62, 4), Tone.Main),
        Line_("M4 80 L38 50 M96 80 L62 50", 0.8f),
        new("M4 21 L96 21 L50 59 Z", Tone.Light),
        new("M50 62 C40 54 42 45 47 45 C49 45 50 47 50 48 C50 47 51 45 53 45 C58 45 60 54 50 62 Z", Tone.Paper, 0.7f));

    public static readonly Drawing LetterA = BlockLetter("M4 95 L36 5 L64 5 L96 95 L73 95 L67 76 L33 76 L27 95 Z M40 58 L60 58 L50 28 Z");
    public static readonly Drawing LetterE = BlockLetter("M14 5 L86 5 L86 25 L38 25 L38 40 L78 40 L78 59 L38 59 L38 75 L88 75 L88 95 L14 95 Z");
    public static readonly Drawing LetterR = BlockLetter("M12 5 L56 5 C90 5 92 48 66 55 L92 95 L66 95 L46 59 L36 59 L36 95 L12 95 Z M36 23 L36 42 L53 42 "
        + "C64 42 64 23 53 23 Z");

    public static readonly Drawing Ball = new(
        new(Oval(50, 50, 46, 46), Tone.Main),
        new("M50 50 C40 34 40 18 46 4 C60 2 74 8 82 17 C74 30 62 40 50 50 Z M50 50 C66 54 82 52 95 44 C98 62 90 80 76 88 C64 78 56 64 50 50 Z M50 50 C44 "
            + "66 32 80 18 83 C6 72 2 58 5 42 C20 40 36 44 50 50 Z", Tone.Light, 0.8f),
        Line_(Oval(50, 50, 46, 46)),
        new(Oval(50, 50, 6, 6), Tone.Paper, 0.7f));

    public static readonly Drawing House = new(
        new("M70 14 L82 14 L82 38 L70 28 Z", Tone.Dark),
        new("M14 46 L86 46 L86 95 L14 95 Z", Tone.Main),
        new("M2 50 L50 8 L98 50 L90 56 L50 22 L10 56 Z", Tone.Dark),
        new("M14 52 L50 22 L86 52 L86 56 L14 56 Z", Tone.Main, 0),
        new(Box(56, 62, 18, 33, 2), Tone.Dark),
        new(Box(24, 62, 22, 18, 1), Tone.Paper, 0.9f),
        Line_("M35 62 L35 80 M24 71 L46 71", 0.7f));

    public static readonly Drawing Car = new(
        new("M4 70 C2 54 10 50 22 48 L34 26 C36 23 40 22 44 22 L66 22 C70 22 73 24 75 27 L86 47 C96 49 99 56 97 72 L4 72 Z", Tone.Main),
        new("M31 47 L40 30 L52 30 L52 47 Z M58 47 L58 30 L67 30 L77 47 Z", Tone.Paper, 0.9f),
        Line_("M55 48 L55 70 M60 55 L66 55", 0.7f),
        new(Oval(25, 73, 13, 13) + Oval(76, 73, 13, 13), Tone.Dark, 1.2f),
        new(Oval(25, 73, 5.5f, 5.5f) + Oval(76, 73, 5.5f, 5.5f), Tone.Paper, 0.8f));

    public static readonly Drawing Boat = new(
        Line_("M50 4 L50 70", 1.8f),
        new("M54 6 C74 20 86 40 88 60 L54 60 Z", Tone.Light),
        new("M46 14 C34 26 22 44 16 60 L46 60 Z", Tone.Light),
        new("M2 68 L98 68 C94 82 86 92 76 95 L24 95 C12 92 6 82 2 68 Z", Tone.Main),
        Line_("M6 77 L94 77", 0.8f));

    public static readonly Drawing Cup = new(
        Line_("M30 4 C24 10 36 14 30 22 M46 4 C40 10 52 14 46 22", 0.9f),
        new("M70 42 C98 34 100 76 68 76 L70 66 C86 66 84 46 70 52 Z", Tone.Main),
        new("M6 32 L74 32 C74 60 72 86 60 92 L20 92 C8 86 6 60 6 32 Z", Tone.Main),
        new(Oval(40, 32, 34, 7), Tone.Paper),
        new("M16 48 C17 60 18 70 22 80 L28 80 C24 70 23 60 23 48 Z", Tone.Light, 0));

    public static readonly Drawing Chair = new(
        new("M22 4 L34 4 L36 52 L26 52 Z M62 4 L74 4 L72 52 L64 52 Z", Tone.Dark),
        new("M25 8 L71 8 L70 20 L26 20 Z M26 28 L70 28 L70 38 L26 38 Z", Tone.Main),
        new("M26 60 L34 60 L32 86 L25 86 Z M66 60 L73 60 L74 86 L67 86 Z", Tone.Dark),
        new("M14 62 L24 62 L22 97 L12 97 Z M76 62 L86 62 L88 97 L78 97 Z", Tone.Main),
        new("M22 48 L78 48 L90 64 L10 64 Z", Tone.Main));

    public static readonly Drawing Umbrella = new(
        Line_("M50 6 L50 84 C50 98 32 98 32 84", 2),
        new("M2 52 C4 20 26 8 50 8 C74 8 96 20 98 52 C90 44 80 44 74 52 C66 44 56 44 50 52 C44 44 34 44 26 52 C20 44 10 44 2 52 Z", Tone.Main),
        new("M26 52 C28 30 36 16 50 8 C64 16 72 30 74 52 C66 44 56 44 50 52 C44 44 34 44 26 52 Z", Tone.Light, 0.8f),
        Line_("M50 2 L50 8", 1.6f));

    public static readonly Drawing Hat = new(
        new("M28 66 C26 44 24 24 34 16 C42 14 46 22 50 22 C54 22 58 14 66 16 C76 24 74 44 72 66 Z", Tone.Main),
        new("M27 56 L73 56 L73 68 L27 68 Z", Tone.Dark),
        new("M2 66 C18 74 30 68 50 68 C70 68 82 74 98 66 C92 84 72 88 50 88 C28 88 8 84 2 66 Z", Tone.Main));

    public static readonly Drawing Book = new(
        new("M4 22 C20 14 40 16 50 24 C60 16 80 14 96 22 L96 86 C80 80 60 80 50 88 C40 80 20 80 4 86 Z", Tone.Main),
        new("M11 20 C24 14 40 16 50 24 L50 80 C40 73 24 73 11 77 Z", Tone.Light),
        new("M89 20 C76 14 60 16 50 24 L50 80 C60 73 76 73 89 77 Z", Tone.Light),
        Line_("M19 32 L41 33 M19 42 L41 43 M19 52 L41 53 M19 62 L36 62 M59 33 L81 32 M59 43 L81 42 M59 53 L81 52 M59 63 L74 62", 0.7f));

    public static readonly Drawing Kite = new(
        Line_("M52 66 C44 76 62 82 50 97", 1.1f),
        new("M50 78 L40 73 L41 84 Z M54 80 L64 75 L63 86 Z M52 92 L42 88 L43 98 Z", Tone.Dark, 0.8f),
        new("M50 2 L84 30 L52 68 L16 30 Z", Tone.Main),
        new("M50 2 L84 30 L51 30 Z M16 30 L51 30 L52 68 Z", Tone.Light, 0.8f),
        Line_("M50 2 L52 68 M16 30 L84 30", 0.8f));

    private static Drawing BlockLetter(string path) => new(new Layer(path, Tone.Main, 1.2f)) { MayMirror = false };
}
