namespace Optiglot.Training.Tests;

public sealed class PictureOrderTests
{
    private static readonly EvaluationSet Set = new()
    {
        Name = "test",
        Sources = [.. Enumerable.Range(0, 12).Select(line => new Example("the thing", null, $"{line}.jpg"))],
        Tokenized = [.. Enumerable.Range(0, 12).Select(line => $"{line}")],
        Natural = [.. Enumerable.Range(0, 12).Select(line => $"{line}")],
    };

    private static readonly int[] Pictured = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10];

    [Fact]
    public void DerangementsDifferAndNeverGiveALineItsOwn()
    {
        string?[][] orders = [.. Enumerable.Range(1, 5).Select(number => PictureOrder.Wrong(3, number).Pictures(Set, Pictured))];
        Assert.All(orders, order =>
        {
            Assert.All(Pictured, line => Assert.NotEqual($"{line}.jpg", order[line]));
            Assert.Equal(Pictured.Select(line => $"{line}.jpg").Order(), Pictured.Select(line => order[line]!).Order());
            Assert.Null(order[7]);
        });
        Assert.Equal(5, orders.Select(order => string.Join(' ', order)).Distinct().Count());
        Assert.Equal(orders[1], PictureOrder.Wrong(3, 2).Pictures(Set, Pictured));
    }

    [Fact]
    public void TheSameTagsAreFoundElseTheMostAlike()
    {
        // 0, 1: dog; 2, 3: dog and ball; 4: dog, ball and tree; the rest: none.
        string[] Tags(string picture) =>
            int.Parse(picture.Split('.')[0]) switch { < 2 => ["dog"], < 4 => ["ball", "dog"], 4 => ["dog", "ball", "tree"], _ => [] };
        string?[] pictures = PictureOrder.SameTags(1, Tags).Pictures(Set, Pictured);
        Assert.Equal(["1.jpg", "0.jpg", "3.jpg", "2.jpg"], pictures[..4]);
        Assert.Contains(pictures[4], new[] { "2.jpg", "3.jpg" });
        Assert.All(Pictured.Where(line => line > 4), line => Assert.True(pictures[line] != $"{line}.jpg" && Tags(pictures[line]!).Length == 0));
    }

    [Fact]
    public void NoneAndRightAreWhatTheySay()
    {
        Assert.All(PictureOrder.None.Pictures(Set, Pictured), Assert.Null);
        Assert.Equal("8.jpg", PictureOrder.Right.Pictures(Set, Pictured)[8]);
        EvaluationSet one = Set.Take([3]);
        Assert.Contains("at least two", Assert.Throws<InvalidDataException>(() => PictureOrder.Wrong(1).Pictures(one, [0])).Message);
    }

    [Fact]
    public void SetsAreTakenApartAndJoined()
    {
        EvaluationSet joined = EvaluationSet.Join([Set.Take([2, 0]), Set with { Name = "other" }]);
        Assert.Equal(("test+other", 14), (joined.Name, joined.Sources.Count));
        Assert.Equal(["2", "0", "0", "1"], joined.Tokenized.Take(4));
    }
}
