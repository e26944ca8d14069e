namespace Optiglot.DemoWorld;

/// <summary>Gives every object of a plan its place: four quarters of the picture, one object each, so that no two touch.</summary>
internal static class SceneLayout
{
    private const float Quarter = 0.25f, Margin = 0.016f;

    public static IReadOnlyList<PlacedObject> Place(ScenePlan plan, WorldRandom random)
    {
        var free = new List<(int Column, int Row)> { (0, 0), (1, 0), (0, 1), (1, 1) };
        var (first, second) = Cells(plan, random);
        var objects = new List<PlacedObject>();
        foreach (var (mention, cells) in new[] { (plan.First, first), (plan.Second, second) })
            foreach (var cell in cells)
            {
                free.Remove(cell);
                objects.Add(InCell(mention, cell, random));
            }
        if (plan.Bystander is { } bystander) objects.Add(InCell(bystander, random.Pick(free), random));
        return objects;
    }

    /// <summary>Quarters for the two mentions that agree with the relation; a pair of objects takes a whole column or row.</summary>
    private static ((int, int)[] First, (int, int)[] Second) Cells(ScenePlan plan, WorldRandom random)
    {
        bool sideways = plan.Relation is Relation.LeftOf or Relation.RightOf or Relation.NextTo
            || (plan.Relation == Relation.And && random.Chance(0.5));
        bool firstComesFirst = plan.Relation switch
        {
            Relation.LeftOf or Relation.Above => true,
            Relation.RightOf or Relation.Below => false,
            _ => random.Chance(0.5),
        };
        int lane = random.Below(2);
        (int, int)[] Side(int side, int count) => (sideways, count) switch
        {
            (true, > 1) => [(side, 0), (side, 1)],
            (false, > 1) => [(0, side), (1, side)],
            (true, _) => [(side, lane)],
            _ => [(lane, side)],
        };
        return (Side(firstComesFirst ? 0 : 1, plan.First.Count), Side(firstComesFirst ? 1 : 0, plan.Second.Count));
    }

    private static PlacedObject InCell(Mention mention, (int Column, int Row) cell, WorldRandom random)
    {
        float size = random.Between(0.34f, 0.44f), slack = Quarter - size / 2 - Margin;
        float x = Quarter + 2 * Quarter * cell.Column + random.Between(-slack, slack);
        float y = Quarter + 2 * Quarter * cell.Row + random.Between(-slack, slack);
        return new PlacedObject(mention.Sense, mention.Colour, x, y, size).Jittered(random);
    }
}
