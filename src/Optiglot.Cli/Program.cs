using System.Text;
using Optiglot.Cli;
using Optiglot.Distributed.Mpi;

// A launcher of several gives each a pseudo-terminal whose letters go to a pipe: nothing there is drawn, or moved about.
if (MpiLaunch.IsOneOfSeveral) Environment.SetEnvironmentVariable("TERM", "dumb");
// Captions have umlauts; the invariant culture of the project leaves the console's encoding to us.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
// One of several processes speaks.
using Interrupts interrupts = new(MpiLaunch.IsFollower ? TextWriter.Null : Console.Error);
return new OptiglotCommandLine().Run(args, CommandConsole.OfProcess(), interrupts.Token, NativeExit.Now);
