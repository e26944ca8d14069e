using Optiglot.Distributed.Tests;
using Xunit.Runner.InProc.SystemConsole;

// `mpirun … rank WHAT` runs a rank; everything else is the test runner.
return args is ["rank", var what] ? RankProgram.Run(what) : await ConsoleRunner.Run(args);
