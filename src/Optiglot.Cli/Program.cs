using System.Text;
using Optiglot.Cli;

// Captions have umlauts; the invariant culture of the project leaves the console's encoding to us.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using Interrupts interrupts = new(Console.Error);
return new OptiglotCommandLine().Run(args, CommandConsole.OfProcess(), interrupts.Token, NativeExit.Now);
