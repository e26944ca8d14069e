namespace Optiglot.Metrics;

/// <summary>
/// BLEU from summed statistics (Papineni et al., 2002), with sacreBLEU's smoothing and corner cases; the options have the smoothing's number.
/// Statistics: hypothesis length, reference length, matches of order 1..N, totals of order 1..N.
/// </summary>
internal static class BleuFormula
{
    // Stands in for log 0 in both tools; exp of it is 0.
    private const double LogZero = -9999999999;

    public static double Compute(ReadOnlySpan<double> statistics, BleuOptions options, Span<double> precisions, out double brevityPenalty)
    {
        double hypothesisLength = statistics[0], referenceLength = statistics[1];
        brevityPenalty = hypothesisLength >= referenceLength ? 1 : hypothesisLength > 0 ? Math.Exp(1 - referenceLength / hypothesisLength) : 0;
        var matches = statistics.Slice(2, precisions.Length);
        var totals = statistics.Slice(2 + precisions.Length, precisions.Length);
        precisions.Clear();
        if (!matches.ContainsAnyExcept(0.0)) return 0;
        int order = FillPrecisions(matches, totals, options, precisions);
        double logs = 0;
        foreach (double precision in precisions[..order]) logs += precision > 0 ? Math.Log(precision) : LogZero;
        return brevityPenalty * Math.Exp(logs / order);
    }

    private static int FillPrecisions(ReadOnlySpan<double> matches, ReadOnlySpan<double> totals, BleuOptions options, Span<double> precisions)
    {
        int order = precisions.Length;
        double halving = 1;
        for (int n = 0; n < precisions.Length; n++)
        {
            double added = options.Smoothing == BleuSmoothing.AddK && n > 0 ? options.SmoothingValue ?? 0 : 0;
            double match = matches[n] + added, total = totals[n] + added;
            if (total == 0) break;
            if (options.EffectiveOrder) order = n + 1;
            if (match > 0) precisions[n] = 100 * match / total;
            else if (options.Smoothing == BleuSmoothing.Exponential) precisions[n] = 100 / ((halving *= 2) * total);
            else if (options.Smoothing == BleuSmoothing.Floor) precisions[n] = 100 * (options.SmoothingValue ?? 0) / total;
        }
        return order;
    }
}
