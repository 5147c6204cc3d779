# Makes the .cpp of a text that lives in the program: `extern const std::string_view NAME`.
# Called as a script: cmake -DFILE=… -DOUTPUT=… -DNAME=… -P EmbedText.cmake
file(READ "${FILE}" text)
set(literals "")
string(LENGTH "${text}" length)
# A string literal may not be longer than 65,536 characters by the standard's advice.
set(step 8000)
set(offset 0)
while(offset LESS length)
  string(SUBSTRING "${text}" ${offset} ${step} piece)
  string(APPEND literals "    R\"~ebbtide~(${piece})~ebbtide~\"\n")
  math(EXPR offset "${offset} + ${step}")
endwhile()
file(WRITE "${OUTPUT}" "#include <string_view>\n\nnamespace ebbtide::app {\n\nextern const std::string_view ${NAME};\nconst std::string_view ${NAME} =\n${literals}    ;\n\n}  // namespace ebbtide::app\n")
