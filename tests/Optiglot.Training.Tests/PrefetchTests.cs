namespace Optiglot.Training.Tests;

public sealed class PrefetchTests
{
    [Fact]
    public void ItemsComeInTheirOrder() => Assert.Equal(Enumerable.Range(0, 1000), Prefetch.Ahead(Enumerable.Range(0, 1000), 3));

    [Fact]
    public void AnErrorComesAtItsPlace()
    {
        static IEnumerable<int> Source()
        {
            yield return 1;
            yield return 2;
            throw new InvalidDataException("the third is bad");
        }
        List<int> taken = [];
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => taken.AddRange(Prefetch.Ahead(Source())));
        Assert.Equal("the third is bad", error.Message);
        using IEnumerator<int> items = Prefetch.Ahead(Source()).GetEnumerator();
        Assert.True(items.MoveNext() && items.MoveNext() && items.Current == 2);
    }

    [Fact]
    public void LeavingEarlyStopsTheSourceAndFreesWhatWasMade()
    {
        List<Item> made = [];
        bool ended = false;
        IEnumerable<Item> Endless()
        {
            try
            {
                while (true)
                {
                    Item item = new();
                    lock (made) made.Add(item);
                    yield return item;
                }
            }
            finally
            {
                ended = true;
            }
        }
        foreach (Item item in Prefetch.Ahead(Endless(), 2))
        {
            item.Dispose();
            break;
        }
        Assert.True(ended);
        Assert.InRange(made.Count, 1, 5);
        Assert.All(made, item => Assert.Equal(1, item.Disposals));
    }

    private sealed class Item : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
