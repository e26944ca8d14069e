using static Optiglot.DemoWorld.Layer;

namespace Optiglot.DemoWorld;

/// <summary>Animals.</summary>
internal static class AnimalDrawings
{
    public static readonly Drawing Bat = new(
        new("M50 40 C42 30 30 24 4 20 C11 34 8 48 2 62 C13 55 22 57 28 68 C33 59 42 62 46 72 L50 80 L54 72 C58 62 67 59 72 68 C78 57 87 55 98 62 C92 48 "
            + "89 34 96 20 C70 24 58 30 50 40 Z", Tone.Main),
        Line_("M28 68 C26 52 22 38 14 27 M72 68 C74 52 78 38 86 27", 0.7f),
        new(Oval(50, 56, 10, 19), Tone.Dark),
        new("M40 38 L38 16 L47 26 L53 26 L62 16 L60 38 C60 48 40 48 40 38 Z", Tone.Main),
        new(Oval(45.5f, 34, 2.8f, 3.2f) + Oval(54.5f, 34, 2.8f, 3.2f), Tone.Paper, 0.5f),
        new("M46 42 L48 47 L50 42 L52 47 L54 42 Z", Tone.Paper, 0.4f));

    public static readonly Drawing Crane = new(
        Line_("M50 58 L47 78 L49 95 M42 96 L55 96 M62 57 L66 76 L60 95 M54 96 L67 96", 1.3f),
        new("M66 40 L97 46 L90 54 L96 60 L72 58 Z", Tone.Dark),
        new("M30 42 C30 32 34 26 28 18 C25 14 20 14 18 18 L16 13 C20 5 32 4 35 12 C40 22 36 30 40 36 C56 28 74 34 80 46 C76 60 52 66 38 56 C32 52 30 48 "
            + "30 42 Z", Tone.Main),
        new("M17 13 L1 20 L18 19 Z", Tone.Paper, 0.8f),
        new("M48 46 C58 40 70 42 78 48 C70 56 56 56 48 46 Z", Tone.Light, 0.8f),
        new(Oval(26, 11, 1.8f, 1.8f), Tone.Ink, 0.3f));

    public static readonly Drawing Seal = new(
        new("M12 42 C8 24 22 14 34 20 C46 26 44 40 52 50 C62 60 78 60 88 66 L98 56 C100 64 98 70 95 73 C99 77 99 84 95 88 L85 78 C70 88 38 90 22 82 C8 74 "
            + "14 58 12 42 Z", Tone.Main),
        new("M18 56 C18 68 22 76 32 80 C46 82 56 80 62 78 C50 72 34 66 30 54 Z", Tone.Light, 0),
        new("M40 66 C40 78 34 90 22 94 C22 84 26 74 30 66 Z", Tone.Dark),
        new(Oval(13, 38, 7, 5.5f), Tone.Paper, 0.7f),
        new(Oval(8, 36, 2.6f, 2), Tone.Ink, 0.4f),
        new(Oval(25, 31, 2.6f, 3), Tone.Ink, 0.4f),
        Line_("M12 41 L0 45 M13 42 L3 51", 0.6f));

    public static readonly Drawing Dog = new(
        new("M84 44 C92 38 94 28 90 20 C98 24 100 40 90 52 Z", Tone.Main),
        new("M30 44 L84 42 C92 48 90 60 88 66 L88 92 L77 92 L75 70 L46 70 L45 92 L34 92 L31 62 Z", Tone.Main),
        new("M56 43 C60 54 70 56 78 42 Z", Tone.Dark, 0.7f),
        new("M4 34 C4 28 12 26 18 22 C24 12 40 12 46 22 C50 32 48 46 40 52 C32 56 24 54 22 46 C14 46 4 42 4 34 Z", Tone.Main),
        new("M34 18 C42 14 52 20 54 34 C54 44 46 48 42 42 C38 34 34 28 34 18 Z", Tone.Dark),
        new(Oval(6, 32, 4, 3.4f), Tone.Ink, 0.4f),
        new(Oval(25, 27, 2.3f, 2.8f), Tone.Ink, 0.4f),
        Line_("M10 42 C14 44 18 44 22 41", 0.7f),
        new("M30 53 C36 58 44 56 47 50 L49 55 C44 62 34 62 29 58 Z", Tone.Paper, 0.7f));

    public static readonly Drawing Cat = new(
        new("M70 82 C88 84 94 70 86 58 C80 50 84 44 92 46 C104 56 102 94 68 94 Z", Tone.Main),
        new("M30 52 C20 66 18 84 24 95 L76 95 C82 84 80 66 70 52 Z", Tone.Main),
        new("M40 62 C38 76 40 88 44 95 L56 95 C60 88 62 76 60 62 Z", Tone.Paper, 0.7f),
        new("M22 36 L20 4 L38 16 L62 16 L80 4 L78 36 C78 56 22 56 22 36 Z", Tone.Main),
        new("M25 22 L25 13 L32 18 Z M75 22 L75 13 L68 18 Z", Tone.Dark, 0.5f),
        new(Oval(38, 32, 4, 5) + Oval(62, 32, 4, 5), Tone.Paper, 0.7f),
        new(Oval(38, 32, 1.5f, 4) + Oval(62, 32, 1.5f, 4), Tone.Ink, 0.2f),
        new("M46 40 L54 40 L50 44 Z", Tone.Dark, 0.6f),
        Line_("M34 43 L14 40 M34 46 L16 50 M66 43 L86 40 M66 46 L84 50", 0.6f));

    public static readonly Drawing Fish = new(
        new("M66 50 L96 24 C92 40 92 60 96 76 Z", Tone.Dark),
        new("M38 27 C48 12 62 14 66 20 L64 36 Z M46 72 C52 84 60 84 64 80 L62 66 Z", Tone.Dark),
        new("M3 50 C18 22 54 16 76 50 C54 84 18 78 3 50 Z", Tone.Main),
        new("M30 28 C38 42 38 58 30 72 C26 70 20 66 17 63 C24 56 24 44 17 37 C20 34 26 30 30 28 Z", Tone.Light, 0.8f),
        Line_("M46 40 C50 44 50 48 46 52 M56 42 C60 46 60 50 56 54 M46 54 C50 58 50 62 46 65", 0.7f),
        new(Oval(17, 46, 4.4f, 4.4f), Tone.Paper, 0.7f),
        new(Oval(16.5f, 46, 1.8f, 1.8f), Tone.Ink, 0.2f));
}
