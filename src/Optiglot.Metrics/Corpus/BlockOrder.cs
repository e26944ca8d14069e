namespace Optiglot.Metrics;

/// <summary>Hands blocks on in their order, one at a time, whatever the order in which threads finish them.</summary>
internal sealed class BlockOrder(Action<CorpusBlock> receive)
{
    // Left behind by a receiver that threw: no block is handed on after that.
    private const int Broken = -1;

    private readonly Lock gate = new();
    private readonly Dictionary<int, CorpusBlock> waiting = [];
    private int next;

    public void Add(CorpusBlock block)
    {
        lock (gate)
        {
            waiting.Add(block.Index, block);
            while (waiting.Remove(next, out var ready))
            {
                next = Broken;
                receive(ready);
                next = ready.Index + 1;
            }
        }
    }
}
