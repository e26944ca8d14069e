using System.Globalization;

namespace Optiglot.Distributed.Watch;

/// <summary>How long ranks wait for each other.</summary>
/// <param name="Silence">Without a sign of life, a rank is gone.</param>
/// <param name="Hang">Computing for so long while another waits for as long, a rank hangs.</param>
/// <param name="Beat">Between signs of life.</param>
internal sealed record RankLimits(TimeSpan Silence, TimeSpan Hang, TimeSpan Beat)
{
    /// <summary>Environment variable of the second limit, in seconds: for steps that take longer.</summary>
    internal const string Variable = "OPTIGLOT_RANK_TIMEOUT";

    /// <summary>All is over within a minute of a failure.</summary>
    internal static RankLimits Usual { get; } = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(HangSeconds()), TimeSpan.FromSeconds(1));

    private static double HangSeconds() =>
        double.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0
            ? seconds : 45;
}
