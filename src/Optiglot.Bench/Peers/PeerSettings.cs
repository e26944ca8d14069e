namespace Optiglot.Bench;

/// <summary>Allocator and spin settings of the peer's process.</summary>
public enum PeerSettings
{
    /// <summary>Both of the below are tried first; the faster one is kept.</summary>
    Best,

    /// <summary>Those of our launcher, as our own side has.</summary>
    Launcher,

    /// <summary>glibc's and OpenMP's defaults.</summary>
    Plain,
}
