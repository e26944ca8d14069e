namespace Optiglot.Cli;

/// <summary>How much a finding of <c>doctor</c> matters.</summary>
internal enum FindingLevel
{
    /// <summary>In order.</summary>
    Ok,

    /// <summary>Absent or slow, but nothing that training and translation need.</summary>
    Note,

    /// <summary>Training or translation will fail.</summary>
    Failure,
}
