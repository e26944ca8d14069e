namespace Optiglot.DemoWorld;

/// <summary>The drawings of every sense.</summary>
internal static class DrawingBook
{
    private static readonly Dictionary<string, Drawing[]> Pages = new()
    {
        ["bat (animal)"] = [AnimalDrawings.Bat],
        ["bat (sports)"] = [ToolDrawings.BaseballBat],
        ["crane (bird)"] = [AnimalDrawings.Crane],
        ["crane (machine)"] = [ToolDrawings.TowerCrane],
        ["seal (animal)"] = [AnimalDrawings.Seal],
        ["seal (wax)"] = [ToolDrawings.WaxSeal],
        ["nut (food)"] = [NatureDrawings.Walnut],
        ["nut (metal)"] = [ToolDrawings.Hexagon],
        ["trunk (luggage)"] = [ToolDrawings.Suitcase],
        ["trunk (tree)"] = [NatureDrawings.Log],
        ["bow (ribbon)"] = [ThingDrawings.RibbonBow],
        ["bow (archery)"] = [ToolDrawings.ArcheryBow],
        ["fan (hand)"] = [ToolDrawings.HandFan],
        ["fan (electric)"] = [ToolDrawings.ElectricFan],
        ["plant (living)"] = [NatureDrawings.Potted],
        ["plant (factory)"] = [ThingDrawings.Factory],
        ["letter (mail)"] = [ThingDrawings.Envelope],
        ["letter (alphabet)"] = [ThingDrawings.LetterA, ThingDrawings.LetterE, ThingDrawings.LetterR],
        ["key (door)"] = [ToolDrawings.DoorKey],
        ["key (keyboard)"] = [ToolDrawings.KeyboardKey],
        ["ball"] = [ThingDrawings.Ball],
        ["house"] = [ThingDrawings.House],
        ["car"] = [ThingDrawings.Car],
        ["tree"] = [NatureDrawings.Tree],
        ["dog"] = [AnimalDrawings.Dog],
        ["cat"] = [AnimalDrawings.Cat],
        ["boat"] = [ThingDrawings.Boat],
        ["fish"] = [AnimalDrawings.Fish],
        ["cup"] = [ThingDrawings.Cup],
        ["chair"] = [ThingDrawings.Chair],
        ["umbrella"] = [ThingDrawings.Umbrella],
        ["flower"] = [NatureDrawings.Flower],
        ["apple"] = [NatureDrawings.Apple],
        ["hat"] = [ThingDrawings.Hat],
        ["book"] = [ThingDrawings.Book],
        ["kite"] = [ThingDrawings.Kite],
    };

    /// <summary>The drawing of a placed object.</summary>
    public static Drawing Of(PlacedObject thing)
    {
        var variants = Pages[thing.Sense.Name];
        return variants[thing.Variant % variants.Length];
    }
}
